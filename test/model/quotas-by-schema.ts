/** Made of quotas.schema.json by `npm run golden`: do not edit. */
import type * as report from './report-by-schema.ts'
import type * as assessment from './assessment-by-schema.ts'
export type Window = {
  since: report.Time
  until: report.Time
  days: number
  day_rate_seconds: number
  resolutions: (Resolution)[]
}

export type Resolution = {
  seconds: number
  since: report.Time
  until: report.Time
}

export type Thresholds = {
  warn_at: number
  spike: number
  error_rate: number
}

export type Quota = {
  account_id: string
  region: report.Region
  quota_code: string
  quota_name: string
  quota_arn: string | null
  operation: string | null
  per_second: number
  default_per_second: number | null
  source: "applied" | "default" | "assumed_default"
  adjustable: boolean | null
  status: "measured" | "partial" | "no_data" | "no_metric" | "unread"
  calls: number | null
  throttled: number | null
  throttle_status: "measured" | "no_data" | "unread"
  last_throttled_at: report.TimeOrNull
  peak_per_second: number | null
  peak_at: report.TimeOrNull
  peak_seconds: number | null
  used_percent: number | null
  headroom_per_second: number | null
  usual_per_second: number | null
  days: (Day)[]
}

export type Day = {
  date: string
  calls: number
  throttled: number | null
  peak_per_second: number
}

export type FailedCalls = {
  account_id: string
  region: report.Region
  since: report.TimeOrNull
  until: report.Time
  is_complete: boolean
  why: string | null
  calls: number
  failed: number
  not_understood: number
  operations: (OperationCalls)[]
}

export type OperationCalls = {
  operation: string
  calls: number
  failed: number
  error_codes: { [name: string]: number }
}

export type Quotas = {
  kind: "quotas"
  schema_version: 1
  tool_version: string
  generated_at: report.Time
  scope: assessment.Scope
  window: Window
  thresholds: Thresholds
  quotas: (Quota)[]
  failed_calls: (FailedCalls)[] | null
  gaps: (report.Gap)[]
  findings: (report.Finding)[]
}
