import { countNoun } from '../../lib/text/numbers.ts'
import type { ReportDiff } from '../../model/history/report-diff.ts'

/** Returns what a reader must know before trusting the changes since the baseline, one line each. */
export function changeCautions(changes: ReportDiff | null): string[] {
  if (changes === null) return []
  const { not_comparable: incomparable, left_out: leftOut } = changes.summary
  return [
    ...(changes.is_reversed ? ['The baseline is newer than the report: every change reads backwards.'] : []),
    ...(incomparable === 0 ? [] : [`${countNoun(incomparable, 'key')} could not be fully compared with the baseline.`]),
    ...(leftOut === 0 ? [] : [`Only one of the two reports covers ${countNoun(leftOut, 'key')}: not compared.`]),
  ]
}
