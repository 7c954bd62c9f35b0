import type { KeyRecord } from '../../../model/report/report.ts'
import { isUnused, potentialSavings } from '../../../model/report/unused.ts'
import { amountText } from '../../columns/cell-texts.ts'
import { type Field, fields, type Section, type SheetInput } from '../sheet.ts'

/** What the key costs, and what its deletion saves. */
export function costSection({ key, report }: SheetInput): Section {
  const { cost } = key
  const days = report.request_days
  const requests: Field | null =
    days === undefined
      ? null
      : [
          'Requests',
          cost.requests === null ? 'not known' : `$${amountText(cost.requests)} in ${days} days, before the free tier`,
        ]
  return { title: 'Cost', blocks: [fields([['Key', keyCostText(key)], requests, ['Deletion', savingsText(key)]])] }
}

function keyCostText({ cost, key_manager: manager }: KeyRecord): string {
  if (cost.key === null) return 'not known'
  if (manager === 'AWS') return 'nothing: AWS managed keys are free'
  const least = cost.basis === 'base' && cost.key > 0 ? 'at least ' : ''
  return `${least}$${amountText(cost.key)} a month, $${amountText(cost.key * 12)} a year`
}

function savingsText(key: KeyRecord): string {
  if (key.key_manager === 'AWS') return 'not possible: only AWS can delete an AWS managed key'
  if (key.deletion_date !== null)
    return `scheduled for ${key.deletion_date.slice(0, 10)}; AWS charges nothing until then`
  const saved = potentialSavings(key)
  if (saved === null) return 'not known, because the use of the key is not known'
  if (!isUnused(key)) return 'no savings are counted, because the key is not unused'
  return `saves $${amountText(saved)} a month; disabling the key saves nothing. Data encrypted under it is lost for good`
}
