import type { ActivityRecord, LastUserRecord, RequestHistoryRecord } from './activity.ts'
import type { ArchivedUseRecord } from './archived-use.ts'
import type { FrameworkRecord } from './compliance.ts'
import type { DeletionRecord } from './deletion.ts'
import type { DataOfRecord, DependentRecord, DependentsGapRecord, ForeignKeyRecord } from '../dependents.ts'
import type { ExternalAccessRecord, PublicAccessRecord } from './external-access.ts'
import type { Finding } from '../finding.ts'
import type { GapReason } from '../gap.ts'
import type { GrantRecord, RotationRecord, TagRecord } from './key-facts.ts'
import type { KeyInventoryRecord } from './inventory.ts'
import type { PriceRecord, RequestCostRecord } from './prices.ts'
import type { Scope } from './scope.ts'
import type { Savings, Summary } from './summary.ts'
import type { CostRecord, UsageRecord } from './usage-record.ts'
import type { Disposition } from '../usage.ts'

export type {
  ActivityRecord,
  CallerGroupRecord,
  CallerRecord,
  LastUserRecord,
  ManagementEventRecord,
  OperationRequestsRecord,
  RequestHistoryRecord,
  UnreadManagementRecord,
} from './activity.ts'
export type { ArchivedCallerRecord, ArchivedMonthRecord, ArchivedUseRecord } from './archived-use.ts'
export type { DeletionRecord } from './deletion.ts'
export type {
  DependentRecord,
  DependentsGapRecord,
  DependentsScope,
  DependentTypeRecord,
  ForeignKeyRecord,
} from '../dependents.ts'
export type {
  AnalyzerRecord,
  ExternalAccessRecord,
  ExternalCallerRecord,
  PublicAccessRecord,
} from './external-access.ts'
export type { ControlRecord, FrameworkRecord } from './compliance.ts'
export type { Savings, Summary } from './summary.ts'
export type { PriceRecord, RequestCostRecord } from './prices.ts'
export type { CostRecord, EvidenceRecord, UsageRecord } from './usage-record.ts'
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
  /** The prices of the audited Regions. Older reports have none. */
  prices?: PriceRecord[]
  /** What the counted requests cost, by account. Left out if they were not counted. */
  request_costs?: RequestCostRecord[]
  gaps: GapRecord[]
  /** Results of the checks, worst first. Left out if no check was run. */
  findings?: Finding[]
  /** Results for the controls of compliance frameworks. Left out without `--compliance`. */
  compliance?: FrameworkRecord[]
  /** Keys of other accounts that resources of the audited accounts use. Left out without `--dependents`. */
  foreign_keys?: ForeignKeyRecord[]
  /** Keys deleted since the last run of the history. Left out without `--history`, and if there are none. */
  deletions?: DeletionRecord[]
  keys: KeyRecord[]
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
  /** The key is as AWS Config recorded it. Left out: AWS KMS answered. */
  inventory?: KeyInventoryRecord
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
  /** With `--access-analyzer`; null if the audit of the key stopped before it was read. */
  external_access?: ExternalAccessRecord | null
  /** With `--validate-policies`; null if the key policy could not be read. */
  public_access?: PublicAccessRecord | null
  /** Who used the key last, or why that is not known. Left out without `--who`. */
  last_user?: LastUserRecord
  /** Who used and changed the key. Left out except for `kms-audit key`; so are the requests by day. */
  activity?: ActivityRecord
  /** Left out except for `kms-audit key` with log files on disk. */
  archived_use?: ArchivedUseRecord
  /** Null: not known. */
  request_history?: RequestHistoryRecord | null
  /** Resources that reference the key, as far as they were found. Left out without `--dependents`, as are the gaps. */
  dependents?: DependentRecord[]
  /** Types that could not be read in the Region of the key. None: every requested type answered. */
  dependents_gaps?: DependentsGapRecord[]
  /**
   * Resources that were not found to reference the key, but whose data needed it when log files were written. Left out
   * without `--dependents` and an archive that shows them.
   */
  data_of?: DataOfRecord[]
  /** Ids of the checks that fail for this key, worst first. */
  findings: string[]
  /** Ids of the checks that could not be decided for this key, worst first. */
  findings_unknown: string[]
  /** `Access denied for key description`, or null. */
  error: string | null
}
