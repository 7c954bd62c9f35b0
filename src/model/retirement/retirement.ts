import type { DependentRecord, DependentTypeRecord } from '../dependents.ts'

/**
 * Whether a key may be retired. `ready`: no use, no dependent and nothing else speaks against it; `review`: a person
 * must decide; `blocked`: it must not be disabled now.
 */
export const READINESS = ['ready', 'review', 'blocked'] as const
export type Readiness = (typeof READINESS)[number]

/** Why a key is not ready. */
export interface ReadinessReason {
  /** Id in the registry of reasons: `used-recently`. */
  id: string
  level: Exclude<Readiness, 'ready'>
  /** One sentence about this key: `The key was used 3 days ago, on 2026-11-17.` */
  text: string
  /** What says so: `kms`, `cloudtrail`, `dependents`, `grants`, `key policy`, `tags`, `description`, … */
  source: string
  /** What has to be done or known so that the reason no longer applies. */
  clears: string
}

/** The readiness of a key, with every reason, worst first. */
export interface ReadinessRecord {
  readiness: Readiness
  reasons: ReadinessReason[]
}

/** What `plan.json` has in its field `kind`. */
export const PLAN_KIND = 'kms-audit-retirement-plan'
export type PlanKind = typeof PLAN_KIND

/** The plan to retire keys of one account, exactly as `plan.json` has it. */
export interface RetirementPlan {
  schema_version: 1
  kind: PlanKind
  /** The same for the same report and options: 16 hexadecimal digits. */
  plan_id: string
  /** SHA-256 of the rest of the document, which shows edits and truncation. */
  digest: string
  tool_version: string
  /** When the report was made that the plan is based on. */
  generated_at: string
  /** When the plan was made. */
  created_at: string
  account_id: string
  /** `aws`, `aws-cn`, … */
  partition: string
  /** Days without use after which a key counts as unused. */
  unused_days: number
  /** Days after `generated_at` in which step 1 may run. */
  plan_ttl_days: number
  /** Days that a disabled key is watched before its deletion is scheduled. */
  watch_days: number
  /** Days between scheduling and deletion. */
  pending_window_days: number
  wave_size: number
  /** Ids of the types of resources that were searched for references. Null: there was no search. */
  searched_types: string[] | null
  /** The options that named the archives of the report, which the watch needs as well. Left out: none was named. */
  archive_options?: string[]
  /** These types in words. Empty: there was no search. */
  dependent_types: DependentTypeRecord[]
  /** Number of keys of the account in the report. */
  keys: number
  /** What all waves save together, and the keys in `start_at_watch`. */
  savings: PlannedSavings
  /** Keys to disable, lowest risk first. The scripts act on the first wave; the others need a new plan after it. */
  waves: PlannedWave[]
  /** Keys that are already disabled: their watch can start now. */
  start_at_watch: PlannedKey[]
  /** Keys with a resource that AWS stops, archives or deletes soon after the key is disabled. */
  migrate_first: PlannedKey[]
  /** Keys that a stack or a configuration creates, so that they must be removed there. */
  owned_by_code: OwnedKey[]
  /** All other customer managed keys that are not pending deletion. */
  not_planned: UnplannedKey[]
}

export interface PlannedWave {
  /** From 1. */
  number: number
  /** Within a wave, replicas come before their primary. */
  keys: PlannedKey[]
  watch_days: number
  savings: PlannedSavings
}

/** US dollars. Null where a price is not known. */
export interface PlannedSavings {
  monthly: number | null
  annual: number | null
  /** The day on which AWS stops billing, if the step before is done on the day of the plan: `2026-12-28`. */
  from: string
  /** The day on which the keys are deleted for good. */
  deleted_by: string
}

/** A key in the plan, as the audit saw it. */
export interface PlannedKey {
  key_arn: string
  key_id: string
  region: string
  aliases: string[]
  description: string | null
  key_state: string | null
  key_spec: string | null
  /** A key that was recreated has another. */
  created_at: string | null
  /** When the audit says that it was disabled. Null: it is enabled, or that is not known. */
  disabled_at: string | null
  /** SHA-256 of the key policy without white space (space, tab, CR, LF), in hexadecimal. Null: it was not read. */
  policy_digest: string | null
  /** The verdict over all sources. */
  last_used_at: string | null
  last_used: string | null
  last_use_check: LastUseCheck
  readiness: Readiness
  reasons: ReadinessReason[]
  dependents: DependentRecord[]
  /** Types of resources whose references were searched and could not be read. Null: there was no search. */
  dependents_gaps: string[] | null
  /** Whether a resource reports no error while the key is disabled, so that a quiet watch proves nothing for it. */
  fails_silently: boolean
  /** Other accounts that the key policy or a grant lets use the key; `*`: any. Null: one of them was not read. */
  external_accounts: string[] | null
  monthly_savings: number | null
  multi_region: PlannedFamily | null
}

/** What GetKeyLastUsage must answer when step 1 runs, so that the key was not used since the audit. */
export interface LastUseCheck {
  /** `exact`: KMS answered then, and must answer the same; `not_after`: it did not, so no use may be later. */
  rule: 'exact' | 'not_after'
  /** The time of the use; null with `exact`: no use since tracking began. */
  at: string | null
}

export interface PlannedFamily {
  /** `PRIMARY` or `REPLICA`. */
  type: string
  primary_key_arn: string | null
  /** ARNs. */
  replicas: string[]
}

/** A key that code creates. */
export interface OwnedKey extends PlannedKey {
  owner: KeyOwner
}

/** The stack or configuration that its tags name. */
export interface KeyOwner {
  tool: 'cloudformation' | 'cdk' | 'terraform'
  /** The stack; of Terraform, the tag that names it. */
  name: string
  /** Logical id in the stack. Null: not known. */
  logical_id: string | null
}

/** A key that stays as it is. */
export interface UnplannedKey {
  key_arn: string
  region: string
  aliases: string[]
  description: string | null
  readiness: Readiness
  reasons: ReadinessReason[]
}
