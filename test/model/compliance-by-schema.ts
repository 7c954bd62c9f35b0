/** Made of compliance.schema.json by `npm run golden`: do not edit. */
import type * as report from './report-by-schema.ts'
import type * as assessment from './assessment-by-schema.ts'
export type Policy = {
  require: "encrypted" | "customer_managed" | "nothing"
  accounts: (string)[]
  rules: ({
    require: "encrypted" | "customer_managed" | "nothing"
    types: (string)[]
    tags: (string)[]
  })[]
}

export type KeyKinds = {
  none: number
  aws_owned: number
  aws_managed: number
  customer_managed: number
  other_account: number
  unknown: number
}

export type Counts = {
  total: number
  encrypted: number
  key_kinds: KeyKinds
  compliant: number
  non_compliant: number
  undecided: number
  rate: number | null
}

export type Type = {
  id: string
  singular: string
  plural: string
  resource_type: string | null
  not_judged: string | null
  fix: "in_place" | "new_resource" | null
  remedy: string | null
}

export type TypeCounts = {
  account_id: string
  region: string
  type: string
  status: "complete" | "partial"
  message: string | null
  total: number
  encrypted: number
  key_kinds: KeyKinds
  compliant: number
  non_compliant: number
  undecided: number
  rate: number | null
}

export type EbsDefault = {
  account_id: string
  region: string
  encryption_by_default: boolean | null
}

export type Resource = {
  type: string
  account_id: string
  region: string
  id: string
  arn: string | null
  role: string | null
  key: string | null
  key_arn: string | null
  key_kind: "none" | "aws_owned" | "aws_managed" | "customer_managed" | "other_account" | "unknown"
  reason: string | null
  bucket_key: boolean | null
  tags?: (report.Tag)[]
  required: "encrypted" | "customer_managed" | "nothing"
  compliant: boolean | null
  commands: string
  kms_security_status?: "secure" | "insecure" | "unknown"
  kms_security_reason?: string | null
  linked_kms_finding_id?: string | null
}

export type ComplianceAssessment = {
  kind: "compliance"
  schema_version: 1
  tool_version: string
  generated_at: string
  scope: assessment.Scope
  policy: Policy
  summary: Counts
  types: (Type)[]
  counts: (TypeCounts)[]
  ebs_defaults: (EbsDefault)[]
  resources: (Resource)[]
  gaps: (report.Gap)[]
  findings: (report.Finding)[]
}
