import type { DependentsScope } from '../../model/dependents.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import type { ChangeKind, KeyChange, Side, Subject } from '../../model/history/report-diff.ts'

/** A key in both reports, and what is needed to compare it. */
export interface KeyPair {
  old: KeyRecord
  new: KeyRecord
  /** The days of each report after which a key is unused. */
  unusedDays: Readonly<Record<Side, number>>
  /** What was asked in each report about resources that use keys. Undefined: nothing. */
  searched: Readonly<Record<Side, DependentsScope | undefined>>
  /** When the new report was made. */
  now: number
  /** The gap that explains why an operation gave no answer for the key in a report. Null: the report has none. */
  gapIn(side: Side, operation: string): string | null
}

/** The content of a change, without the key that it is about. */
export type Difference = Pick<KeyChange, 'detail' | 'old' | 'new' | 'access'> & { change: ChangeKind }

/** What comparing one aspect of one key gives: differences, or the reason why it cannot be compared. */
export type Compared = readonly Difference[] | { why: string }

export const SAME: readonly Difference[] = []

/** One aspect of a key. Unknown in one of the reports is not a difference: it is the reason why nothing is compared. */
export interface SubjectComparison {
  subject: Subject
  /** The field that a report has for its keys if the aspect was requested. Left out: every report has it. */
  field?: keyof KeyRecord
  /** Few audits ask for it: that neither report has it is not worth a word. */
  isOptional?: true
  compare(pair: KeyPair): Compared
}

export const isUnknown = (compared: Compared): compared is { why: string } => 'why' in compared

/** Returns the reason if a fact is unknown in one of the reports. Null: both of them know it. */
export function unknownFact(pair: KeyPair, operation: string, isNull: (key: KeyRecord) => boolean) {
  const sides = (['old', 'new'] as const).filter(side => isNull(pair[side]))
  const [side] = sides
  if (side === undefined) return null
  const reason = pair[side].error ?? pair.gapIn(side, operation)
  const where = sides.length === 2 ? 'both reports' : `the ${side} report`
  return { why: `unknown in ${where}${reason === null ? '' : ` (${reason})`}` }
}
