/** Made of access.schema.json by `npm run golden`: do not edit. */
import type * as report from './report-by-schema.ts'
import type * as assessment from './assessment-by-schema.ts'
export type Answer = {
  principal_arn: string
  principal_type: "role" | "user"
  target_type: "key" | "secret"
  target_arn: string
  target_name: string | null
  account_id: string
  region: report.Region
  key_arn: string | null
  actions: (string)[]
  answer: "allowed" | "denied" | "unknown"
  deciding_link: "region" | "secret_state" | "key_usage" | "key_state" | "scp" | "permissions_boundary" | "identity_policy" | "resource_policy" | "key_policy" | "grant" | "dry_run" | null
  reason: string
  links: (Link)[]
  not_evaluated: (NotEvaluated)[]
  tried: Trial | null
}

export type Link = {
  link: "region" | "secret_state" | "key_usage" | "key_state" | "scp" | "permissions_boundary" | "identity_policy" | "resource_policy" | "key_policy" | "grant" | "dry_run"
  action: string | null
  decision: "allowed" | "denied" | "not_allowed" | "not_applicable" | "unknown"
  reason: string
  statement: string | null
}

export type NotEvaluated = {
  name: string
  reason: string
}

export type Trial = {
  answer: "allowed" | "denied" | "unknown"
  action: string
  message: string
}

export type AccessAssessment = {
  kind: "access"
  schema_version: 1
  tool_version: string
  generated_at: report.Time
  scope: assessment.Scope
  expected: "allowed" | "denied" | null
  answers: (Answer)[]
  gaps: (report.Gap)[]
  findings: (report.Finding)[]
}
