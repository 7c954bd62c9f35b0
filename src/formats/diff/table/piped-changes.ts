import { pad } from '../../../lib/text/cut.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import { displayWidth } from '../../../lib/text/width.ts'
import { findingText } from '../shared/change-lines.ts'
import type { FindingChange, KeyChange, ReportDiff } from '../../../model/history/report-diff.ts'

/**
 * Writes differences for a pipe: a line for each, with its kind, the account, the Region, the ID of the key or other
 * resource, its alias or name, and the detail in columns.
 */
export function* pipedChanges({ changes, findings }: ReportDiff): Generator<string> {
  const rows = [...changes.map(cellsOfChange), ...findings.map(cellsOfFinding)].map(cells => cells.map(safeText))
  const widths = [0, 1, 2, 3, 4].map(column =>
    rows.reduce((most, row) => Math.max(most, displayWidth(row[column] ?? '')), 0),
  )
  for (const row of rows)
    yield `${row
      .map((text, column) => pad(text, widths[column] ?? 0))
      .join('  ')
      .trimEnd()}\n`
}

const cellsOfChange = (one: KeyChange): string[] => [
  one.change,
  one.account_id,
  one.region,
  one.key_id,
  one.alias ?? '-',
  one.detail,
]

const cellsOfFinding = (one: FindingChange): string[] => [
  one.change,
  one.account_id,
  one.region ?? '-',
  one.resource?.id ?? one.key_id ?? '-',
  one.resource?.name ?? one.alias ?? '-',
  `${one.check} (${one.severity}): ${findingText(one)}`,
]
