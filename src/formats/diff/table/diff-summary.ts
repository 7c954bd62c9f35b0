import { countNoun, countText } from '../../../lib/text/numbers.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import { minuteText } from '../../../model/time.ts'
import type { ReportDiff, ReportSide } from '../../../model/report-diff.ts'
import type { View } from '../../format.ts'
import { labelledLines } from '../../table/labelled-lines.ts'
import { KIND_COUNTS } from '../shared/kind-titles.ts'
import { costText, potentialText, realizedText } from '../shared/savings-texts.ts'
import { incomparableTexts, leftOutTexts, notRecordedText } from '../shared/unknown-texts.ts'

/** What is compared, the counts, the money, and what could not be compared. */
export function diffSummary(diff: ReportDiff, view: View): string {
  const rows: [string, string][] = [
    ['Old', sideText(diff.old)],
    ['New', sideText(diff.new)],
    ...(diff.is_reversed
      ? [['Order', 'the old report is newer than the new one: every change reads backwards'] as [string, string]]
      : []),
    ['Changes', changesText(diff)],
    ...labelled('Findings', diff.findings.length === 0 ? null : countsText(diff.summary.findings)),
    ['Cost', costText(diff.savings)],
    ...labelled('Saved', realizedText(diff.savings)),
    ...labelled('Possible', potentialText(diff.savings)),
    ...incomparableTexts(diff).map((text): [string, string] => ['Unknown', text]),
    ...leftOutTexts(diff).map((text): [string, string] => ['Left out', text]),
    ...labelled('No data', notRecordedText(diff)),
  ]
  const shown = rows.map(([label, text], at) =>
    labelledLines(rows[at - 1]?.[0] === label ? '' : label, safeText(text), view),
  )
  return `${shown.join('\n')}\n`
}

const labelled = (label: string, text: string | null): [string, string][] => (text === null ? [] : [[label, text]])

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
