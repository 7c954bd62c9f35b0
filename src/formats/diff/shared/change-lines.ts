import { groupBy } from '../../../lib/group-by.ts'
import type { FindingChange, KeyChange, ReportDiff } from '../../../model/history/report-diff.ts'

export type Change = KeyChange | FindingChange

export const isFindingChange = (change: Change): change is FindingChange => 'check' in change

/** The differences by kind, in the order of the report. Findings come last. */
export const changesByKind = ({ changes, findings }: ReportDiff): Change[][] =>
  groupBy<Change>([...changes, ...findings], ({ change }) => change)

/** What changed, a line for each part: of a policy, a line for each principal. Raw text. */
export const detailsOf = (change: Change): string[] =>
  isFindingChange(change) ? [findingText(change)].filter(text => text !== '') : change.detail.split('; ')

/** `was unknown, now fail: Everyone can …` */
export function findingText({ change, old, new: now, detail }: FindingChange): string {
  const text = change === 'finding_changed' ? `was ${old ?? 'not failing'}, now ${now ?? 'not failing'}` : ''
  return [text, detail].filter(part => part !== '').join(': ')
}
