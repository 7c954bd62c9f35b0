import type { FindingResource, FindingStatus, Severity } from '../finding.ts'
import type { GapReason } from '../gap.ts'
import type { CostRecord, DeletionRecord, Savings, Scope, Summary, UsageRecord } from '../report/report.ts'
import type { Disposition } from '../usage.ts'

/** The version of the lines that this program writes and reads. */
export const HISTORY_VERSION = 1

/** One run, as a line of the file of `--history` has it. Field names are a contract; `history_version` comes first. */
export interface HistoryLine {
  history_version: typeof HISTORY_VERSION
  tool_version: string
  generated_at: string
  unused_days: number
  scope: HistoryScope
  summary: Summary
  savings: Savings
  gaps: HistoryGap[]
  /** Findings that fail, are unknown or muted, by check. Left out if no check was run. */
  findings?: HistoryFindings[]
  /** Keys deleted since the run before. Left out: none, or not looked for. */
  deletions?: DeletionRecord[]
  /** The most frequent value of each field of the keys. A key leaves out the fields in which it has that value. */
  defaults: HistoryKeyFields
  keys: HistoryKey[]
}

export type HistoryScope = Pick<
  Scope,
  'manager' | 'keys' | 'exclude_keys' | 'tags' | 'sources' | 'places' | 'checks' | 'severity' | 'only'
>

/** Positions in `keys`, in their order. `[3, 9]` stands for 3 to 9. */
export type HistoryPositions = (number | number[])[]

/** Gaps of one operation in one place, for one reason. */
export interface HistoryGap {
  account_id: string
  region: string | null
  operation: string
  reason: GapReason
  count: number
  /** Positions in `keys` of those that the gaps are about. Left out: none of them. */
  keys?: HistoryPositions
  /** Keys that the gaps are about and that are not in `keys`. Left out: there are none. */
  key_ids?: string[]
}

/** Findings of one check with one severity and status. */
export interface HistoryFindings {
  check: string
  severity: Severity
  status: Extract<FindingStatus, 'fail' | 'unknown' | 'muted'>
  count: number
  /** Positions in `keys`. Left out: none of the findings is about a key. */
  keys?: HistoryPositions
  /** Findings about accounts and resources, or of one rule of several. Left out: there are none. */
  others?: HistoryFinding[]
}

/** What a finding is about, if it is not just a key. */
export interface HistoryFinding {
  account_id: string
  region: string | null
  key_id: string | null
  rule?: string
  resource?: Pick<FindingResource, 'type' | 'id' | 'arn'>
}

/** What a line says about a key besides its ID. */
export interface HistoryKeyFields {
  /** Position in `scope.places`. */
  place?: number
  aliases?: string[]
  key_state?: string | null
  key_manager?: string | null
  created_at?: string | null
  deletion_date?: string | null
  disposition?: Disposition
  /** Null: the last use was not checked. */
  usage?: UsageRecord['status'] | null
  last_used_at?: string | null
  /** Whether the key may also have been used after `last_used_at`. */
  at_least?: boolean
  not_observed_since?: string | null
  /** US dollars a month. Null: not known. */
  cost?: number | null
  cost_basis?: CostRecord['basis']
  error?: string | null
}

export interface HistoryKey extends HistoryKeyFields {
  id: string
}
