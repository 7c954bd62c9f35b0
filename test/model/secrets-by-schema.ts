/** Made of secrets.schema.json by `npm run golden`: do not edit. */
import type * as report from './report-by-schema.ts'
import type * as assessment from './assessment-by-schema.ts'
export type Summary = {
  secrets: number
  own: number
  rotating: number
  overdue: number
  failed: number
  stuck: number
  unused: number
  pending_deletion: number
  monthly_cost: number | null
  unused_monthly_cost: number | null
  is_lower_bound: boolean
}

export type Secret = {
  account_id: string
  region: string
  name: string
  arn: string
  type: string | null
  owning_service: string | null
  primary_region: string | null
  is_replica: boolean
  created_at: string | null
  last_changed_at: string | null
  last_read_on: string | null
  read_may_be_rotation: boolean
  deleted_at: string | null
  tags: (report.Tag)[]
  key: SecretKey
  value_keys: (SecretKey)[] | null
  value_created_at: string | null
  rotation: Rotation
  pending_versions: (PendingVersion)[] | null
  rotation_events: RotationEvents | null
  replicas: (Replica)[] | null
  use: Use
  monthly_cost: number | null
}

export type Use = "in_use" | "unused" | "new" | "unknown"

export type SecretKey = {
  id: string | null
  arn: string | null
  aliases: (string)[] | null
  kind: "aws_managed" | "customer_managed" | "other_account" | "unknown"
  state: string | null
  deletion_date: string | null
}

export type Rotation = {
  enabled: boolean
  state: "off" | "on_time" | "overdue" | "unknown" | "not_applicable"
  function_arn: string | null
  every_days: number | null
  schedule: string | null
  window: string | null
  last_rotated_at: string | null
  next_rotation_at: string | null
}

export type PendingVersion = {
  version_id: string
  created_at: string | null
}

export type RotationEvents = {
  failed: number
  abandoned: number
  last_at: string | null
  since: string
  is_partial: boolean
}

export type Replica = {
  region: string
  key_id: string | null
  status: string | null
  last_read_on: string | null
}

export type RotationFunction = {
  account_id: string
  region: string
  arn: string
  name: string
  secrets: number
  invocations: number | null
  errors: number | null
  days: number
}

export type Secrets = {
  kind: "secrets"
  schema_version: 1
  tool_version: string
  generated_at: string
  scope: assessment.Scope
  unused_days: number
  max_age_days: number
  summary: Summary
  secrets: (Secret)[]
  rotation_functions: (RotationFunction)[]
  gaps: (report.Gap)[]
  findings: (report.Finding)[]
}
