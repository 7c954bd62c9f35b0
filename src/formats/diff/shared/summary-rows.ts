import { countNoun, countText } from '../../../lib/text/numbers.ts'
import type { ReportDiff, ReportSide } from '../../../model/history/report-diff.ts'
import { minuteText } from '../../../model/time.ts'
import { KIND_COUNTS } from './kind-titles.ts'
import { costText, potentialText, realizedText } from './savings-texts.ts'
import { incomparableTexts, leftOutTexts, notRecordedText } from './unknown-texts.ts'

export type SummaryRow = readonly [label: string, text: string]

/** What is compared, the counts, and the money. Raw text. */
export const resultRows = (diff: ReportDiff): SummaryRow[] => [
  ['Old', sideText(diff.old)],
  ['New', sideText(diff.new)],
  ...row('Order', diff.is_reversed ? 'the old report is newer than the new one: every change reads backwards' : null),
  ['Changes', changesText(diff)],
  ...row('Findings', diff.findings.length === 0 ? null : countsText(diff.summary.findings)),
  ['Cost', costText(diff.savings, diff.summary.compared)],
  ...row('Saved', realizedText(diff.savings)),
  ...row('Possible', potentialText(diff.savings)),
]

/** What could not be compared, and why. Raw text. */
export const unknownRows = (diff: ReportDiff): SummaryRow[] => [
  ...incomparableTexts(diff).map((text): SummaryRow => ['Unknown', text]),
  ...leftOutTexts(diff).map((text): SummaryRow => ['Left out', text]),
  ...row('No data', notRecordedText(diff)),
]

const row = (label: string, text: string | null): SummaryRow[] => (text === null ? [] : [[label, text]])

const sideText = ({ name, generated_at, keys }: ReportSide): string =>
  `${name}: ${countNoun(keys, 'key')}, as of ${minuteText(Date.parse(generated_at))}`

function changesText({ summary, changes, findings }: ReportDiff): string {
  const compared = `${countNoun(summary.compared, 'key')} in both reports`
  if (changes.length + findings.length === 0) return `no differences in ${compared}`
  return `${changes.length === 0 ? 'none' : countsText(summary.changes)}; ${compared}`
}

const countsText = (counts: ReportDiff['summary']['changes'] | ReportDiff['summary']['findings']): string =>
  Object.entries(counts)
    .map(([kind, count]) => `${countText(count)} ${KIND_COUNTS[kind as keyof typeof KIND_COUNTS]}`)
    .join(', ')
