import { safeText } from '../../../lib/text/safe-text.ts'
import type { ReportDiff } from '../../../model/history/report-diff.ts'
import type { View } from '../../format.ts'
import { labelledLines } from '../../table/labelled-lines.ts'
import { resultRows, unknownRows } from '../shared/summary-rows.ts'

/** What is compared, the counts, the money, and what could not be compared. */
export function diffSummary(diff: ReportDiff, view: View): string {
  const rows = [...resultRows(diff), ...unknownRows(diff)]
  const shown = rows.map(([label, text], at) =>
    labelledLines(rows[at - 1]?.[0] === label ? '' : label, safeText(text), view),
  )
  return `${shown.join('\n')}\n`
}
