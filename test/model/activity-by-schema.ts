/** Made of activity.schema.json by `npm run golden`: do not edit. */
import type * as report from './report-by-schema.ts'
import type * as assessment from './assessment-by-schema.ts'
export type Key = {
  key_arn: string
  aliases: (string)[] | null
  first_use?: Archived_call | null
  last_use?: Archived_call | null
  last_refusal?: Archived_call | null
}

export type Window = {
  account_id: string
  region: report.Region
  since: report.TimeOrNull
  until: report.TimeOrNull
  is_complete: boolean
  why: string | null
  search: "region" | "keys"
  pages: number
  events: number
  not_understood: number
  partial_keys: (Partial_key)[]
  unread_changes: (string)[]
  unread_trail_homes: (string)[] | null
  source?: string
  doubts?: (Doubt)[]
}

export type Partial_key = {
  key_arn: string
  since: report.TimeOrNull
}

export type Principal = {
  account_id: string
  principal: string | null
  principal_account: string | null
  service: string | null
  calls: number
  failures: number
  dry_runs?: number
  sessions: number | null
  first_at: report.Time
  last_at: report.Time
  most_decrypts_a_day: number
  most_decrypts_until: report.TimeOrNull
  most_failures_an_hour: number | null
  most_failures_until: report.TimeOrNull
  is_lower_bound: boolean
  last_region: report.Region
  last_session: string | null
  precision?: "day"
}

export type Calls = {
  account_id: string
  region: report.Region
  key_arn: string | null
  principal: string | null
  principal_account: string | null
  service: string | null
  operation: string
  calls: number
  failures: { [name: string]: number }
  dry_runs?: number
  with_disabled_key: number
  with_key_pending_deletion: number
  first_at: report.Time
  last_at: report.Time
  sources: (Source)[]
  other_source_calls: number
  resources: (string)[]
  has_more_resources: boolean
  without_context: number | null
  is_lower_bound: boolean
  with_unusable_key?: number
  precision?: "day"
}

export type Source = {
  address: string
  calls: number
}

export type Change = {
  account_id: string
  region: report.Region
  event_id: string | null
  event_time: report.Time
  operation: string
  key_arn: string | null
  trail: string | null
  principal: string | null
  principal_account: string | null
  service: string | null
  session: string | null
  source_address: string | null
  detail: string | null
}

export type Denied = {
  account_id: string
  by_own_principals: number
  is_own_lower_bound: boolean
  by_other_accounts: number | null
  accounts_read: (string)[]
}

export type Compared = {
  generated_at: report.Time
  since: report.Time
  until: report.Time
  windows: (Compared_window)[]
}

export type Compared_window = {
  account_id: string
  region: report.Region
  since: report.TimeOrNull
  until: report.TimeOrNull
  is_complete: boolean
}

export type New_caller = {
  account_id: string
  region: report.Region
  key_arn: string
  kind: "principal" | "service" | "network"
  name: string
  calls: number
  first_at: report.Time
}

export type Day = {
  account_id: string
  region: report.Region
  key_arn: string
  day: string
  principal: string | null
  service: string | null
  operation: string
  error: string | null
  calls: number
  is_lower_bound?: true
}

export type Archived_call = {
  at: report.Time
  operation: string
  principal: string | null
  service: string | null
  error: string | null
  event_id: string | null
}

export type Doubt = {
  since: report.Time
  until: report.Time
  why: string
}

export type Activity = {
  kind: "activity"
  schema_version: 1
  tool_version: string
  generated_at: report.Time
  scope: assessment.Scope
  since: report.Time
  until: report.Time
  thresholds: {
    decrypts_per_day: number
    failures_per_hour: number
    denied: number
  }
  windows: (Window)[]
  keys: (Key)[]
  principals: (Principal)[]
  calls: (Calls)[]
  changes: (Change)[]
  compared_with: Compared | null
  new_callers: (New_caller)[]
  denied: (Denied)[]
  unlisted_calls: number
  unlisted_changes: number
  days?: (Day)[]
  unlisted_day_calls?: number
  gaps: (report.Gap)[]
  findings: (report.Finding)[]
}
