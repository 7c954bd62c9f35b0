/** Made of history.schema.json by `npm run golden`: do not edit. */
import type * as report from './report-by-schema.ts'
export type Scope = {
  manager: "customer" | "aws" | "all"
  keys?: (string)[]
  exclude_keys?: (string)[]
  tags?: (string)[]
  only?: (string)[]
  sources: (string)[]
  places: (report.Place)[]
  checks?: (string)[]
  severity?: report.Severity
}

export type Gap = {
  account_id: string
  region: report.RegionOrNull
  operation: string
  reason: report.Reason
  count: number
  keys?: (number | (number)[])[]
  key_ids?: (string)[]
}

export type Findings = {
  check: string
  severity: report.Severity
  status: "fail" | "unknown" | "muted"
  count: number
  keys?: (number | (number)[])[]
  others?: (Finding)[]
}

export type Finding = {
  account_id: string
  region: report.RegionOrNull
  key_id: string | null
  rule?: string
  resource?: {
    type: string
    id: string
    arn: string | null
  }
}

export type KeyFields = {
  place?: number
  aliases?: (string)[]
  key_state?: string | null
  key_manager?: string | null
  created_at?: report.TimeOrNull
  deletion_date?: report.TimeOrNull
  disposition?: report.Disposition
  usage?: "used" | "never" | "not_observed" | "unknown" | null
  last_used_at?: report.TimeOrNull
  at_least?: boolean
  not_observed_since?: report.TimeOrNull
  cost?: number | null
  cost_basis?: "base" | "with_rotations"
  error?: string | null
}

export type Key = {
  id: string
  place?: number
  aliases?: (string)[]
  key_state?: string | null
  key_manager?: string | null
  created_at?: report.TimeOrNull
  deletion_date?: report.TimeOrNull
  disposition?: report.Disposition
  usage?: "used" | "never" | "not_observed" | "unknown" | null
  last_used_at?: report.TimeOrNull
  at_least?: boolean
  not_observed_since?: report.TimeOrNull
  cost?: number | null
  cost_basis?: "base" | "with_rotations"
  error?: string | null
}

export type HistoryLine = {
  history_version: 1
  tool_version: string
  generated_at: report.Time
  unused_days: number
  scope: Scope
  summary: report.Summary
  savings: report.Savings
  gaps: (Gap)[]
  findings?: (Findings)[]
  deletions?: (report.Deletion)[]
  defaults: KeyFields
  keys: (Key)[]
}
