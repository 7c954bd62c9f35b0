import type { AccountDiagnosis, OperationDiagnosis, PlaceDiagnosis } from '../../model/diagnosis.ts'
import { groupBy } from '../../lib/group-by.ts'
import { joinWithAnd } from '../../lib/text/lists.ts'
import { type Operation, OPERATIONS, operationRow } from '../../model/operations/operations.ts'

interface Failed extends OperationDiagnosis {
  /** Null: about the account. */
  region: string | null
  account: string
}

/** Says what a run will lack, one sentence for each operation that failed somewhere. */
export function missingSentences(accounts: readonly AccountDiagnosis[], places: readonly PlaceDiagnosis[]): string[] {
  const failed: Failed[] = [
    ...accounts.flatMap(({ account_id: account, operations }) =>
      operations.filter(isFailed).map(each => ({ ...each, region: null, account })),
    ),
    ...places.flatMap(({ account_id: account, region, operations }) =>
      operations.filter(isFailed).map(each => ({ ...each, region, account })),
    ),
  ]
  const severalAccounts = accounts.length > 1
  return groupBy(failed, ({ operation }) => operation).map(all => sentence(all, severalAccounts))
}

export const isFailed = ({ status }: OperationDiagnosis): boolean => status !== 'ok' && status !== 'not_tried'

function sentence(failed: readonly Failed[], severalAccounts: boolean): string {
  const [first] = failed
  const without =
    first !== undefined && isOperation(first.operation) ? operationRow(first.operation).without : undefined
  const reasons = [...new Set(failed.map(({ status }) => status.replaceAll('_', ' ')))]
  const places = failed.flatMap(({ region, account }) =>
    region === null ? [] : severalAccounts ? `${account} ${region}` : region,
  )
  const where = places.length === 0 ? '' : ` in ${placesText(places.toSorted())}`
  return `${first?.operation} (${reasons.join(', ')})${where}: ${without ?? 'what it returns'}.`
}

const isOperation = (name: string): name is Operation => name in OPERATIONS

const placesText = (places: readonly string[]): string =>
  places.length <= NAMED + 1
    ? joinWithAnd(places)
    : `${places.slice(0, NAMED).join(', ')} and ${places.length - NAMED} more`

const NAMED = 3
