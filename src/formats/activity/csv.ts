import { stringify } from 'csv-stringify/sync'
import { batches } from '../../lib/batches.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { Activity, ActivityCalls } from '../../model/assessments/activity.ts'
import type { Format } from '../format.ts'

const csv: Format<Activity> = {
  title: 'one line for each key, principal, service and operation, for spreadsheets and scripts (RFC 4180)',
  *render({ calls, keys }) {
    const aliases = new Map(keys.map(key => [key.key_arn, key.aliases ?? []]))
    yield lines([COLUMNS.map(([name]) => name)])
    for (const batch of batches(calls, 1000))
      yield lines(
        batch.map(row => COLUMNS.map(([, value]) => cellOf(value(row, aliases.get(row.key_arn ?? '') ?? [])))),
      )
  },
}

export default csv

const lines = (rows: Cell[][]): string => stringify(rows, { record_delimiter: '\r\n', escape_formulas: true })

type Cell = string | number | null

const cellOf = (value: Cell): Cell => (typeof value === 'string' ? safeText(value) : value)

/** `AccessDenied=12 ThrottlingException=3` */
const pairsText = (pairs: readonly (readonly [string, number])[]): string =>
  pairs.map(([name, calls]) => `${name}=${calls}`).join(' ')

/** An archive counts by day: `2026-01-31`. */
const timeCell = (time: string, { precision }: ActivityCalls): string =>
  precision === 'day' ? time.slice(0, 10) : time

/** What is not known is an empty cell. */
const COLUMNS: readonly (readonly [name: string, value: (row: ActivityCalls, aliases: readonly string[]) => Cell])[] = [
  ['AccountId', row => row.account_id],
  ['Region', row => row.region],
  ['KeyArn', row => row.key_arn],
  ['Aliases', (_, aliases) => aliases.join(' ')],
  ['Principal', row => row.principal],
  ['PrincipalAccount', row => row.principal_account],
  ['Service', row => row.service],
  ['Operation', row => row.operation],
  ['Calls', row => row.calls],
  ['LowerBound', row => (row.is_lower_bound ? 'True' : 'False')],
  ['Failed', row => Object.values(row.failures).reduce((sum, calls) => sum + calls, 0)],
  ['Failures', row => pairsText(Object.entries(row.failures))],
  ['FirstAt', row => timeCell(row.first_at, row)],
  ['LastAt', row => timeCell(row.last_at, row)],
  ['Sources', row => pairsText(row.sources.map(({ address, calls }) => [address.replaceAll(' ', '-'), calls]))],
  ['OtherSourceCalls', row => row.other_source_calls],
  ['Resources', row => row.resources.join(' ')],
  ['WithoutContext', row => row.without_context],
  ['DryRuns', row => row.dry_runs ?? null],
]
