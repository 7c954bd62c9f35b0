import { countNoun } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { DeletedKey, ReportTrend } from '../../model/history/report-trend.ts'
import type { View } from '../format.ts'
import { type Content, type Markup } from '../html/frame/markup.ts'
import { dataTable } from '../html/frame/parts.ts'
import { labelledLines } from '../table/labelled-lines.ts'

/** Names each key that was deleted, and who did it. More keys are counted. */
export function* deletedLines({ deleted_keys: deleted = [] }: ReportTrend, view: View): Generator<string> {
  if (deleted.length === 0) return
  yield `Deleted (${countNoun(deleted.length, 'key')})\n`
  const shown = deleted.slice(-MOST_DELETED)
  for (const key of shown) yield `${labelledLines(key.noticed_at.slice(0, 10), safeText(lineOf(key)), view)}\n`
  const rest = deleted.length - shown.length
  if (rest > 0) yield `${labelledLines('', `and ${countNoun(rest, 'earlier key')}: use -o json`, view)}\n`
  yield '\n'
}

const MOST_DELETED = 30

const lineOf = (key: DeletedKey): string =>
  `${key.alias ?? key.key_id} (${[...(key.alias === null ? [] : [key.key_id]), key.region, key.account_id].join(', ')}): ` +
  `${outcomeText(key)}, ${whoText(key)}`

const outcomeText = ({ outcome, deletion_date: date }: DeletedKey): string =>
  outcome === 'gone' ? 'gone' : `pending deletion${date === null ? '' : ` on ${date.slice(0, 10)}`}`

/** `scheduled by arn:… on 2026-11-08`. A role session is named by its role. */
function whoText({ status, why = '', issuer, principal, principal_id: id, service, event_time: at = '' }: DeletedKey) {
  if (status === 'unknown') return `principal not known: ${why}`
  return `scheduled by ${issuer ?? principal ?? service ?? id ?? 'a principal without a name'} on ${at.slice(0, 10)}`
}

/** The same as a table of the HTML page. */
export const deletedTable = (deleted: readonly DeletedKey[]): Markup =>
  dataTable(
    'Keys that were deleted',
    [
      { title: 'Key' },
      { title: 'Noticed on' },
      { title: 'State' },
      { title: 'Principal', wraps: true as const },
      { title: 'Region' },
      { title: 'Account' },
      { title: 'Key ID', wraps: true as const },
    ],
    deleted.map((key): Content[] => [
      key.alias ?? key.key_id,
      key.noticed_at.slice(0, 10),
      outcomeText(key),
      whoText(key),
      key.region,
      key.account_id,
      key.key_id,
    ]),
  )
