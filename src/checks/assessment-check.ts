import type { FindingResource, RelatedFinding } from '../model/finding.ts'
import type { Assessment } from '../model/assessments/assessment.ts'
import type { GapRecord } from '../model/report/report.ts'
import type { Instant } from '../model/time.ts'
import type { CheckBase, Result } from './check.ts'

/**
 * Judges what a command such as `kms-audit secrets` collected. Pure. A check of an assessment is one file and one line
 * in `assessments.ts`.
 */
export interface AssessmentCheck<A extends Assessment> extends CheckBase {
  /** Yields a result for each subject that the check is about, whatever the result is. */
  judge(collected: Judged<A>, context: AssessmentContext): Iterable<SubjectResult>
}

/** The part of a document that a check reads: everything but what the checks add to it. */
export type Judged<A extends Assessment> = Omit<A, 'findings'>

export interface AssessmentContext {
  /** The time of the run. A saved document is judged as of this time. */
  now: Instant
  /** The first gap of these operations in an account and Region, as a sentence. Null: there is none. */
  why(place: { account_id: string; region: string | null }, operations: readonly string[]): string | null
}

/** A result and what it is about: a key, a resource, or an account if both are left out. */
export interface SubjectResult {
  account_id: string
  /** Null for an account and for a global resource. */
  region: string | null
  key_id?: string | null
  resource?: FindingResource
  /** Findings in Security Hub that explain this one. */
  related?: RelatedFinding[]
  /** Identifies the result if the check has several for one subject. */
  rule?: string
  result: Result
}

/** Returns the text of a gap as the reason of an `unknown` result. */
export const gapText = ({ operation, message }: GapRecord): string => `${operation}: ${message}`
