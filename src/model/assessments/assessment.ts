import type { Finding, Severity } from '../finding.ts'
import type { GapRecord } from '../report/report.ts'
import type { CheckRecord, PlaceRecord } from '../report/scope.ts'

/** The commands whose result is an assessment. The word is also the name of the command. */
export const ASSESSMENT_KINDS = ['activity', 'compliance', 'secrets', 'access', 'quotas'] as const
export type AssessmentKind = (typeof ASSESSMENT_KINDS)[number]

/**
 * What the results of several commands have in common, exactly as `--output json` prints it: JSON values only. Each
 * command adds its records. Field names are a contract (snake_case, times as `2026-11-20T14:30:22Z`, money in US
 * dollars). What could not be read is null, with a gap.
 */
export interface Assessment {
  kind: AssessmentKind
  schema_version: 1
  tool_version: string
  generated_at: string
  scope: AssessmentScope
  gaps: GapRecord[]
  /** Results of the checks of this command, worst first. */
  findings: Finding[]
}

export interface AssessmentScope {
  /** Every requested place, including those that did not answer. */
  places: AssessmentPlace[]
  /** IDs of the checks that were run. */
  checks: string[]
  /** What each check looks for, by its ID. */
  check_details: Record<string, CheckRecord>
  /** With `--severity`: less severe findings are left out. */
  severity?: Severity
}

export type AssessmentPlace = Required<Omit<PlaceRecord, 'keys' | 'left_out' | 'inventory'>>

/** What a command collects: its document without what every assessment gets in the same way. */
export type Collected<A extends Assessment> = Omit<
  A,
  'schema_version' | 'tool_version' | 'generated_at' | 'scope' | 'gaps' | 'findings'
>
