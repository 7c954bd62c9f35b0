/** Made of retirement-plan.schema.json by `npm run golden`: do not edit. */
export type Time = string

export type TimeOrNull = string | null

export type Day = string

export type Readiness = "ready" | "review" | "blocked"

export type Reason = {
  id: string
  level: "review" | "blocked"
  text: string
  source: string
  clears: string
}

export type Dependent = {
  type: string
  id: string
  arn: string | null
  found_by: ("list" | "grant" | "cloudtrail" | "config")[]
  when_unusable: "at-once" | "within-hours" | "on-next-start" | "on-restore" | "unknown"
  consequence: string
  acts_on_disabled: boolean
  irreversible_after_days: number | null
  fails_silently: boolean
  role: string | null
  recorded_at?: Time
}

export type DependentType = {
  id: string
  singular: string
  plural: string
}

export type LastUseCheck = {
  rule: "exact" | "not_after"
  at: TimeOrNull
}

export type Family = {
  type: string
  primary_key_arn: string | null
  replicas: (string)[]
}

export type Savings = {
  monthly: number | null
  annual: number | null
  from: Day
  deleted_by: Day
}

export type PlannedKey = {
  key_arn: string
  key_id: string
  region: string
  aliases: (string)[]
  description: string | null
  key_state: string | null
  key_spec: string | null
  created_at: TimeOrNull
  disabled_at: TimeOrNull
  policy_digest: string | null
  last_used_at: TimeOrNull
  last_used: string | null
  last_use_check: LastUseCheck
  readiness: Readiness
  reasons: (Reason)[]
  dependents: (Dependent)[]
  dependents_gaps: (string)[] | null
  fails_silently: boolean
  external_accounts: (string)[] | null
  monthly_savings: number | null
  multi_region: null | Family
}

export type Owner = {
  tool: "cloudformation" | "cdk" | "terraform"
  name: string
  logical_id: string | null
}

export type OwnedKey = {
  key_arn: string
  key_id: string
  region: string
  aliases: (string)[]
  description: string | null
  key_state: string | null
  key_spec: string | null
  created_at: TimeOrNull
  disabled_at: TimeOrNull
  policy_digest: string | null
  last_used_at: TimeOrNull
  last_used: string | null
  last_use_check: LastUseCheck
  readiness: Readiness
  reasons: (Reason)[]
  dependents: (Dependent)[]
  dependents_gaps: (string)[] | null
  fails_silently: boolean
  external_accounts: (string)[] | null
  monthly_savings: number | null
  multi_region: null | Family
  owner: Owner
}

export type UnplannedKey = {
  key_arn: string
  region: string
  aliases: (string)[]
  description: string | null
  readiness: Readiness
  reasons: (Reason)[]
}

export type Wave = {
  number: number
  keys: (PlannedKey)[]
  watch_days: number
  savings: Savings
}

export type RetirementPlan = {
  schema_version: 1
  kind: "kms-audit-retirement-plan"
  plan_id: string
  digest: string
  tool_version: string
  generated_at: Time
  created_at: Time
  account_id: string
  partition: string
  unused_days: number
  plan_ttl_days: number
  watch_days: number
  pending_window_days: number
  searched_types: (string)[] | null
  archive_options?: (string)[]
  dependent_types: (DependentType)[]
  wave_size: number
  keys: number
  savings: Savings
  waves: (Wave)[]
  start_at_watch: (PlannedKey)[]
  migrate_first: (PlannedKey)[]
  owned_by_code: (OwnedKey)[]
  not_planned: (UnplannedKey)[]
}
