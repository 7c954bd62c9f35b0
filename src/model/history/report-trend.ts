import type { DeletionRecord } from '../report/deletion.ts'

/** How the keys of several reports developed, exactly as `kms-audit trend -o json` prints it. Names are a contract. */
export interface ReportTrend {
  schema_version: 1
  tool_version: string
  /** Oldest first. A month without a report is left out. */
  months: TrendMonth[]
  /** Reports of a month that has a later one. */
  not_used: { name: string; generated_at: string; reason: string }[]
  /** When keys became unused, and how that ended. By month, then by account, Region and key ID. */
  silent_keys: SilentKey[]
  /** Keys that runs with `--history` saw deleted, by the time of the run. Left out: none of them did. */
  deleted_keys?: DeletedKey[]
}

/** A key whose deletion was scheduled or that is gone, and who did it. */
export interface DeletedKey extends DeletionRecord {
  /** Time of the first run that noticed it. */
  noticed_at: string
}

/** The last report of a month. */
export interface TrendMonth {
  /** `2026-11`, UTC. */
  month: string
  /** The path of the report. */
  name: string
  generated_at: string
  unused_days: number
  keys: number
  /** Null: the last use of the keys was not checked. */
  unused: number | null
  /** Keys that became unused since the month before. Null: the first month, or a month without a check of last use. */
  newly_unused: number | null
  /** Keys whose last use is unknown. */
  unknown: number
  /** US dollars a month, as are the other amounts. Null: no prices are known. */
  monthly_cost: number | null
  /** What deleting the unused keys would save. Null also if the last use was not checked. */
  potential_savings: number | null
  /** Price of the keys that were unused and billed in the month before, and are now gone or pending deletion. */
  realized_savings: number | null
  /** The sum of the realized savings since the first month, without keys whose deletion was canceled. */
  realized_total: number
  /** Findings with the status `fail`, by severity. Null: no checks were run. */
  open_findings: { total: number; critical: number; high: number; medium: number; low: number; info: number } | null
  /** Whether the numbers of this month can differ from those of others for another reason than a change in AWS. */
  is_partial: boolean
  /** Why: gaps, and what differs from the newest report in scope, in prices or in what counts as unused. */
  notes: string[]
}

export interface SilentKey {
  account_id: string
  region: string
  key_id: string
  /** The first alias in the newest report that has the key. Null: the key has none. */
  alias: string | null
  /** The month in which the key was last used, or since which no use is recorded. Not known: as `unused_since`. */
  silent_since: string
  /** Null: no use is recorded. */
  last_used_at: string | null
  /** The key may also have been used after `last_used_at`. */
  is_later_possible: boolean
  /** Since when no use is recorded: the creation of the key, or the begin of the records. Null: a use is, or not known. */
  no_use_since: string | null
  /** The first month whose report calls the key unused. */
  unused_since: string
  /** Whether no report shows that the key was not unused in the month before: it may have been unused before `unused_since`. */
  is_earlier_possible: boolean
  /** `unused`: still. Otherwise the month in which it was used again, gone or pending deletion. */
  outcome: 'unused' | 'used_again' | 'gone' | 'pending_deletion'
  /** Null: still unused, as far as is known. */
  until: string | null
  /** Null: the price is not known. */
  monthly_cost: number | null
}
