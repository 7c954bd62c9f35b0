import type { LastUserRecord } from './activity.ts'
import type { FrameworkRecord } from './compliance.ts'
import type { Finding } from './finding.ts'
import type { GapReason } from './gap.ts'
import type { GrantRecord, RotationRecord, TagRecord } from './key-facts.ts'
import type { Scope } from './scope.ts'
import type { Disposition } from './usage.ts'

export type { CallerRecord, LastUserRecord } from './activity.ts'
export type { ControlRecord, FrameworkRecord } from './compliance.ts'
export type { GrantConstraintsRecord, GrantRecord, RotationRecord, TagRecord } from './key-facts.ts'
export type {
  CheckRecord,
  LeftOutRecord,
  ConfigRecord,
  OrganizationRecord,
  PlaceRecord,
  Scope,
  TrailRecord,
  TrailsByAccount,
} from './scope.ts'

/**
 * The result of an audit, exactly as `--output json` prints it and as every format renders it: JSON values only, so
 * that a saved report is a report. Field names are a contract (snake_case, times as `2026-11-20T14:30:22Z`, money in
 * US dollars). What was not asked for is left out; what was asked for and is unknown is `null`, with a gap.
 */
export interface Report {
  schema_version: 1
  tool_version: string
  generated_at: string
  unused_days: number
  /** Left out if requests were not counted. */
  request_days?: number
  scope: Scope
  summary: Summary
  savings: Savings
  gaps: GapRecord[]
  /** Results of the checks, worst first. Left out if no check was run. */
  findings?: Finding[]
  /** Results for the controls of compliance frameworks. Left out without `--compliance`. */
  compliance?: FrameworkRecord[]
  keys: KeyRecord[]
}

/** Counts of keys. `in_use` to `unknown` add up to `keys`; the last two overlap them. */
export interface Summary {
  keys: number
  in_use: number
  stale: number
  never: number
  silent: number
  new: number
  unknown: number
  pending_deletion: number
  unreadable: number
}

/** US dollars. Null where prices are not known (partitions other than `aws` without `--price-per-key`). */
export interface Savings {
  currency: 'USD'
  monthly_cost: number | null
  annual_cost: number | null
  /** Whether the cost can be higher: rotations of a key were not read, or keys may be missing. */
  is_lower_bound: boolean
  unused_key_count: number
  monthly_savings: number | null
  annual_savings: number | null
}

export interface GapRecord {
  account_id: string
  region: string | null
  key_id: string | null
  operation: string
  reason: GapReason
  message: string
}

export interface KeyRecord {
  account_id: string
  region: string
  key_id: string
  key_arn: string
  aliases: readonly string[]
  /** As in the account: raw here, made safe by the formats that need it. */
  description: string | null
  /** Null for a key that could not be described, as are the other facts that DescribeKey returns. */
  enabled: boolean | null
  key_state: string | null
  key_manager: string | null
  key_spec: string | null
  key_usage: string | null
  origin: string | null
  created_at: string | null
  deletion_date: string | null
  multi_region: boolean | null
  multi_region_type: string | null
  primary_key_arn: string | null
  /** ARNs of the replicas. */
  replica_keys: readonly string[]
  /** `2026-11-20 14:30 UTC`, `Never`, `Never since 2026-04-23` or `Unknown`. Left out with `--source none`. */
  last_used?: string
  disposition: Disposition
  /** Left out with `--source none`. */
  usage?: UsageRecord
  /** Sum of successful requests over `request_days`; null is unknown, never 0. Left out if not requested. */
  monthly_usage?: number | null
  cost: CostRecord
  /** When imported key material expires; null: it does not expire. Left out for other keys. */
  valid_to?: string | null
  // Each of the following is left out if it was not requested, and null if it could not be read.
  /** The policy document, parsed; text if it is not valid JSON. */
  key_policy?: unknown
  key_rotation_enabled?: boolean | null
  rotation?: RotationRecord | null
  grants?: GrantRecord[] | null
  /** Number of grants of the key, if `grants` contains only those that checks depend on and some examples. */
  grants_total?: number
  tags?: TagRecord[] | null
  /** Who used the key last, or why that is not known. Left out without `--who`. */
  last_user?: LastUserRecord
  /** Ids of the checks that fail for this key, worst first. */
  findings: string[]
  /** Ids of the checks that could not be decided for this key, worst first. */
  findings_unknown: string[]
  /** `Access denied for key description`, or null. */
  error: string | null
}

export interface UsageRecord {
  status: 'used' | 'never' | 'not_observed' | 'unknown'
  last_used_at: string | null
  precision: 'second' | 'minute' | 'hour' | 'day' | null
  /** True if no complete source covers the time since: the key may also have been used later. Else left out. */
  at_least?: boolean
  not_observed_since: string | null
  operation: string | null
  event_id: string | null
  /** Id of the source that the answer comes from. */
  source: string | null
  /** How sources differ about the same time, in words. Left out if they agree. */
  disagreement?: string
  evidence: EvidenceRecord[]
}

export interface EvidenceRecord {
  source: string
  status: 'used' | 'not_observed' | 'partial' | 'unknown'
  since?: string
  until?: string
  last_used_at?: string
  precision?: 'second' | 'minute' | 'hour' | 'day'
  operation?: string
  event_id?: string
  /** True for CloudTrail evidence that could not be verified with a known event. Else left out. */
  unverified?: boolean
  /** When the public key was last downloaded: not a use, but a hint of use outside AWS. */
  public_key_read_at?: string
  /** The last call that was refused because of the key's state, such as `DisabledException`. */
  refused_at?: string
  refused_error?: string
  /** Who made it: an ARN or a service. */
  refused_by?: string
  /** When the key was last disabled. */
  disabled_at?: string
  /** Why an answer is unknown. */
  why?: string
}

export interface CostRecord {
  /** Per month. Null: not known. */
  key: number | null
  basis: 'base' | 'with_rotations'
  requests: number | null
}
