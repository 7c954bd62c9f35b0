import type { LeftOutKeys, NotComparable, NotRecorded } from './diff-limits.ts'
import type { FindingResource, FindingStatus, Severity } from '../finding.ts'

export type { LeftOutKeys, NotComparable, NotRecorded, Side, Subject } from './diff-limits.ts'

/** What differs between two reports, exactly as `kms-audit diff -o json` prints it. Field names are a contract. */
export interface ReportDiff {
  schema_version: 1
  tool_version: string
  old: ReportSide
  new: ReportSide
  /** The report that was given as the old one is the newer one: everything reads backwards. */
  is_reversed: boolean
  summary: DiffSummary
  savings: DiffSavings
  /** What only one report covers, so that nothing is said about it. */
  left_out: LeftOutKeys[]
  /** Facts that a report does not contain, because they were not requested. */
  not_recorded: NotRecorded[]
  /** What could not be compared for some keys, and why. It is never counted as a change. */
  not_comparable: NotComparable[]
  findings: FindingChange[]
  changes: KeyChange[]
}

export interface ReportSide {
  /** The path of the report, or `stdin`. */
  name: string
  generated_at: string
  tool_version: string
  unused_days: number
  keys: number
}

/** Counts of keys. `changes` counts the entries by kind; kinds without an entry are left out. */
export interface DiffSummary {
  /** Keys that both reports contain. */
  compared: number
  changes: Partial<Record<ChangeKind, number>>
  findings: Partial<Record<FindingChangeKind, number>>
  /** Keys about which something could not be compared. */
  not_comparable: number
  left_out: number
}

/** US dollars a month, for the keys that were compared, new or gone. Null: no price is known. */
export interface DiffSavings {
  currency: 'USD'
  old_monthly_cost: number | null
  new_monthly_cost: number | null
  /** Keys in both reports that neither cost contains: only one report has the price, or counted the rotations. */
  cost_not_compared_keys: number
  /** Price of the keys that were unused and billed, and are now gone or pending deletion. */
  realized_monthly: number
  realized_keys: number
  /** Price of the keys that are unused now, and were not before. */
  new_potential_monthly: number
  new_potential_keys: number
  /** Whether an amount can be higher: the price of a key is not known, or does not include its rotations. */
  is_lower_bound: boolean
}

export const CHANGE_KINDS = [
  'newly_unused',
  'used_again',
  'new_key',
  'key_gone',
  'deletion_scheduled',
  'deletion_canceled',
  'state_changed',
  'policy_changed',
  'grants_changed',
  'dependents_changed',
  'rotation_changed',
  'rotated',
  'verdict_changed',
  'cost_increased',
  'cost_decreased',
  'multi_region_changed',
  'key_material_changed',
  'aliases_changed',
  'tags_changed',
  'description_changed',
] as const

export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** One difference of one key. `old` and `new` hold what differs, and nothing else. */
export interface KeyChange {
  change: ChangeKind
  account_id: string
  region: string
  key_id: string
  /** The first alias, now or before. Null: the key has none. */
  alias: string | null
  /** What changed, in words. */
  detail: string
  old: unknown
  new: unknown
  /** For `policy_changed`: who gained or lost what. */
  access?: AccessChange[]
}

export const FINDING_CHANGE_KINDS = ['new_finding', 'finding_resolved', 'finding_changed'] as const
export type FindingChangeKind = (typeof FINDING_CHANGE_KINDS)[number]

export interface FindingChange {
  change: FindingChangeKind
  check: string
  severity: Severity
  account_id: string
  region: string | null
  key_id: string | null
  rule?: string
  /** The resource, if the finding is about neither a key nor the account. */
  resource?: FindingResource
  alias: string | null
  /** Null: the check found nothing, or the key did not exist. */
  old: FindingStatus | null
  new: FindingStatus | null
  title: string
  detail: string
}

/** What a key policy allows or denies one principal under one set of conditions. */
export interface PolicyRow {
  effect: 'allow' | 'deny'
  /** `everyone`, `account 111122223333`, an ARN or a service. */
  principal: string
  /** Sorted: `kms:Decrypt`. `kms:*` among them means every action that is not in the list of known ones. */
  actions: string[]
  /** All of them must hold. Sorted. */
  conditions: string[]
}

/** How the access of one principal differs. Together, the changes turn the rows of the old policy into the new ones. */
export interface AccessChange extends PolicyRow {
  /**
   * `gained`: what the old policy did not allow. `lost`: what the new policy does not allow. `narrowed`: what is left of
   * a wider access that was lost. `widened`: what a wider access that was gained includes. `denied` and
   * `no_longer_denied`: a Deny that only one of the policies has.
   */
  change: 'gained' | 'lost' | 'narrowed' | 'widened' | 'denied' | 'no_longer_denied'
}
