/** Made of retirement-watch.schema.json by `npm run golden`: do not edit. */
export type Time = string

export type TimeOrNull = string | null

export type Verdict = "needed" | "not_seen" | "too_early" | "quiet" | "deleted"

export type RefusedCalls = {
  account_id: string
  principal: string | null
  principal_account: string | null
  service: string | null
  operation: string
  error: string
  calls: number
  first_at: Time
  last_at: Time
  sessions: (string)[]
  source_addresses: (string)[]
  encryption_contexts: ({ [name: string]: string })[]
  source?: "archive"
}

export type ChangedBack = {
  at: Time
  operation: string
  principal: string | null
  service: string | null
  source_address: string | null
  by_rollback: boolean
}

export type NewDependent = {
  type: string
  id: string
  arn: string | null
}

export type WatchedKey = {
  key_arn: string
  verdict: Verdict
  disabled_at: TimeOrNull
  window_ends_at: TimeOrNull
  seen_since: TimeOrNull
  seen_until: TimeOrNull
  days_seen: number
  region: string
  aliases: (string)[]
  wave: number | null
  why: string
  key_state: string | null
  deletion_date: TimeOrNull
  disabled_source: "cloudtrail" | "log" | null
  disabled_by: string | null
  refused: (RefusedCalls)[]
  refused_complete: boolean
  changed_back: (ChangedBack)[]
  new_dependents: (NewDependent)[] | null
  requests_since: number | null
  archived_use?: ArchivedUse | null
  not_seen_why: (string)[]
  rollback: string | null
  notes: (string)[]
}

export type ArchivedUse = {
  at: Time
  operation: string
  principal: string | null
  service: string | null
}

export type RetirementWatch = {
  schema_version: 1
  kind: "kms-audit-retirement-watch"
  tool_version: string
  plan_id: string
  account_id: string
  generated_at: Time
  window_days: number
  notes: (string)[]
  keys: (WatchedKey)[]
}
