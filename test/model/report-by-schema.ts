/** Made of report.schema.json by `npm run golden`: do not edit. */
export type Time = string

export type TimeOrNull = string | null

export type Region = string

export type RegionOrNull = string | null

export type Severity = "critical" | "high" | "medium" | "low" | "info"

export type Disposition = "in_use" | "stale" | "never" | "silent" | "new" | "unknown"

export type Precision = "second" | "minute" | "hour" | "day"

export type Reason = "denied" | "throttled" | "unsupported" | "vanished" | "not_enabled" | "expired" | "network" | "server_error" | "partial" | "malformed"

export type Scope = {
  manager: "customer" | "aws" | "all"
  keys?: (string)[]
  exclude_keys?: (string)[]
  tags?: (string)[]
  sources: (string)[]
  archive_options?: (string)[]
  places: (Place)[]
  only?: (string)[]
  checks?: (string)[]
  severity?: Severity
  check_details?: { [name: string]: Check }
  dependents?: {
    types: (DependentType)[]
    from: string
  }
  config?: Config
  organization?: null | Organization
  trails?: { [name: string]: (Trail)[] | { [name: string]: null | (Trail)[] } }
  identity_policies?: { [name: string]: null | Identity_policies }
}

export type Place = {
  account_id: string
  account_name?: string | null
  region: Region
  partition?: string
  status: "complete" | "partial" | "unreachable"
  keys: number
  inventory?: {
    source: string
    updated_at: TimeOrNull
  }
  left_out?: {
    exclude_key?: number
    tag?: number
  }
}

export type Check = {
  title: string
  severity: Severity
  why: string
  docs?: string
  controls: ({
    framework: string
    id: string
    resource_types?: (string)[]
  })[]
}

export type Config = {
  path: string
  named: boolean
  options: (string)[]
}

export type Organization = {
  id: string
  accounts: (string)[]
}

export type Trail = {
  name: string
  arn: string
  home_region: string
  multi_region: boolean
  organization: boolean
  logging: boolean | null
  hides_kms: (string)[] | null
}

export type Identity_policies = {
  complete: boolean
  policies: (Identity_policy)[]
}

export type Identity_policy = {
  resource_type: "AWS::IAM::ManagedPolicy" | "AWS::IAM::Role" | "AWS::IAM::User" | "AWS::IAM::Group"
  resource_name: string
  resource_arn: string
  policy_name: string
  version_id?: string
  attached_to?: (string)[]
  attachment_count?: number
  boundary_count?: number
  language: string | null
  statements: (Policy_statement)[] | null
}

export type Policy_statement = {
  number: number
  statement: { [name: string]: unknown }
}

export type Summary = {
  keys: number
  in_use: number
  stale: number
  never: number
  silent: number
  new: number
  unknown: number
  pending_deletion: number
  unreadable: number
}

export type Savings = {
  currency: "USD"
  monthly_cost: number | null
  annual_cost: number | null
  is_lower_bound: boolean
  unused_key_count: number
  monthly_savings: number | null
  annual_savings: number | null
}

export type Gap = {
  account_id: string
  region: RegionOrNull
  key_id: string | null
  operation: string
  reason: Reason
  message: string
}

export type Finding = {
  check: string
  severity: Severity
  status: "fail" | "unknown" | "pass" | "not_applicable" | "muted"
  account_id: string
  region: RegionOrNull
  key_id: string | null
  resource?: Resource
  related?: (RelatedFinding)[]
  rule?: string
  title: string
  detail: string
  remedy: string
  advice?: string
  remedy_template?: {
    tool: "cloudformation" | "terraform"
    text: string
    warning: string
  }
  muted?: {
    status: "fail" | "unknown"
    reason: string
    expires: string | null
  }
  is_new?: boolean
}

export type Resource = {
  type: string
  id: string
  arn: string | null
  name?: string | null
  tags?: (Tag)[]
}

export type RelatedFinding = {
  account_id: string
  region: Region
  finding_id: string
}

export type Framework = {
  framework: string
  name: string
  controls: (Control)[]
}

export type Control = {
  id: string
  title: string
  status: "fail" | "unknown" | "muted" | "pass" | "not_applicable" | "not_covered"
  checks: (string)[]
  keys: {
    fail: number
    unknown: number
    muted: number
    pass: number
    not_applicable: number
  }
  detail: string
}

export type Key = {
  account_id: string
  region: Region
  key_id: string
  key_arn: string
  inventory?: {
    source: string
    recorded_at: TimeOrNull
  }
  aliases: (string)[]
  description: string | null
  enabled: boolean | null
  key_state: string | null
  key_manager: string | null
  key_spec: string | null
  key_usage: string | null
  origin: string | null
  created_at: TimeOrNull
  deletion_date: TimeOrNull
  multi_region: boolean | null
  multi_region_type: string | null
  primary_key_arn: string | null
  replica_keys: (string)[]
  last_used?: string
  disposition: Disposition
  usage?: Usage
  monthly_usage?: number | null
  cost: Cost
  valid_to?: TimeOrNull
  key_policy?: unknown
  key_rotation_enabled?: boolean | null
  rotation?: null | Rotation
  grants?: (Grant)[] | null
  grants_total?: number
  tags?: (Tag)[] | null
  external_access?: null | ExternalAccess
  public_access?: null | PublicAccess
  last_user?: LastUser
  activity?: Activity
  archived_use?: ArchivedUse
  request_history?: null | RequestHistory
  dependents?: (Dependent)[]
  dependents_gaps?: (DependentsGap)[]
  data_of?: (DataOf)[]
  findings: (string)[]
  findings_unknown: (string)[]
  error: string | null
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
  bucket_key?: boolean
  data_key_reuse_seconds?: number
}

export type DependentType = {
  id: string
  singular: string
  plural: string
}

export type DependentsGap = {
  type: string
  reason: Reason
  message: string
}

export type DataOf = {
  type: string
  singular: string
  id: string
  last_seen_on: string
}

export type ForeignKey = {
  key_arn: string
  account_id: string
  region: Region
  dependents: (Dependent)[]
}

export type Usage = {
  status: "used" | "never" | "not_observed" | "unknown"
  last_used_at: TimeOrNull
  precision: null | Precision
  at_least?: boolean
  not_observed_since: TimeOrNull
  operation: string | null
  event_id: string | null
  source: string | null
  disagreement?: string
  evidence: (Evidence)[]
}

export type LastUser = {
  status: "known" | "none" | "unknown"
  event_id?: string
  event_time?: Time
  by_auditor?: boolean
  operation?: string
  principal?: string | null
  principal_type?: string | null
  principal_id?: string | null
  principal_account?: string | null
  session_name?: string | null
  issuer?: string | null
  service?: string | null
  source_address?: string | null
  user_agent?: string | null
  encryption_context?: { [name: string]: string } | null
  why?: string
}

export type Deletion = {
  account_id: string
  region: Region
  key_id: string
  alias: string | null
  outcome: "pending_deletion" | "gone"
  seen_at: Time
  deletion_date: TimeOrNull
  status: "known" | "unknown"
  operation?: string
  event_id?: string
  event_time?: Time
  principal?: string | null
  principal_type?: string | null
  principal_id?: string | null
  principal_account?: string | null
  session_name?: string | null
  issuer?: string | null
  service?: string | null
  source_address?: string | null
  user_agent?: string | null
  why?: string
}

export type Activity = {
  since: TimeOrNull
  until: TimeOrNull
  events: number
  metadata_reads: number
  unreadable: number
  why?: string
  callers: (CallerGroup)[]
  management: (ManagementEvent)[]
  management_unread: (UnreadManagement)[]
}

export type CallerGroup = {
  principal: string | null
  principal_account: string | null
  service: string | null
  operations: { [name: string]: number }
  errors: { [name: string]: number }
  failures: (FailedCalls)[]
  first_at: Time
  last_at: Time
  sessions: (string)[]
  source_addresses: (string)[]
  encryption_contexts: ({ [name: string]: string })[]
}

export type FailedCalls = {
  operation: string
  error: string
  calls: number
}

export type ArchivedUse = {
  source: "archive"
  since: TimeOrNull
  until: TimeOrNull
  why?: string
  months: (ArchivedMonth)[]
  callers: (ArchivedCaller)[]
  unlisted_callers: number
}

export type ArchivedMonth = {
  month: string
  uses: number
  failures: number
  is_lower_bound?: true
}

export type ArchivedCaller = {
  principal: string | null
  service: string | null
  operations: { [name: string]: number }
  errors: { [name: string]: number }
  first_day: string
  last_day: string
  is_lower_bound?: true
}

export type ManagementEvent = {
  event_id: string | null
  event_time: Time
  operation: string
  principal: string | null
  principal_type: string | null
  principal_id: string | null
  principal_account: string | null
  session_name: string | null
  issuer: string | null
  service: string | null
  source_address: string | null
  user_agent: string | null
  detail: string | null
  error: string | null
}

export type UnreadManagement = {
  operation: string
  since: TimeOrNull
  why: string
}

export type RequestHistory = {
  since: string
  operations: (OperationRequests)[]
}

export type OperationRequests = {
  operation: string
  total: number
  daily: (number)[]
}

export type Evidence = {
  source: string
  status: "used" | "not_observed" | "partial" | "unknown"
  since?: Time
  until?: Time
  last_used_at?: Time
  precision?: Precision
  operation?: string
  event_id?: string
  unverified?: boolean
  public_key_read_at?: Time
  refused_at?: Time
  refused_error?: string
  refused_by?: string
  disabled_at?: Time
  why?: string
}

export type Cost = {
  key: number | null
  basis: "base" | "with_rotations"
  requests: number | null
}

export type Rotation = {
  period_in_days: number | null
  next_rotation_date: TimeOrNull
  rotations: ({
    date: Time
    type: string
  })[] | null
}

export type Price = {
  region: string
  source: "list" | "price_list_api" | "price_list_file"
  published_on: string | null
  key: number | null
  requests: ByClass
}

export type ByClass = {
  standard?: number
  rsa_2048?: number
  asymmetric?: number
  data_key_pair_ecc?: number
  data_key_pair_rsa?: number
}

export type RequestCost = {
  account_id: string
  requests: ByClass
  free_requests: number
  before_free_tier: number | null
  cost: number | null
  is_lower_bound: boolean
}

export type ExternalAccess = {
  agreement: "agree" | "differ" | "not_analyzed" | "unknown"
  why: string | null
  analyzers: ({
    arn: string
    zone: "account" | "organization"
  })[]
  callers: ({
    caller: string
    found_by: "both" | "kms-audit" | "analyzer"
    actions: (string)[]
    reason: string | null
    finding_ids: (string)[]
  })[]
  findings: (AnalyzerFinding)[] | null
}

export type AnalyzerFinding = {
  id: string
  analyzer: string
  status: "active" | "archived"
  error: string | null
  analyzed_at: null | Time
  principal: { [name: string]: string }
  condition: { [name: string]: string }
  actions: (string)[]
  is_public: boolean | null
  resource_control_policy: string | null
}

export type PublicAccess = {
  kms_audit: boolean | null
  analyzer: boolean | null
  agreement: "agree" | "differ" | "unknown"
  reasons: (string)[]
}

export type Grant = {
  grant_id: string
  name: string | null
  grantee_principal: string
  retiring_principal: string | null
  issuing_account: string | null
  operations: (string)[]
  constraints: null | {
    encryption_context_equals?: Texts
    encryption_context_subset?: Texts
    source_arn?: string
  }
  created_at: TimeOrNull
}

export type Texts = { [name: string]: string }

export type Tag = {
  TagKey: string
  TagValue: string
}

export type Report = {
  schema_version: 1
  tool_version: string
  generated_at: Time
  unused_days: number
  request_days?: number
  scope: Scope
  summary: Summary
  savings: Savings
  prices?: (Price)[]
  request_costs?: (RequestCost)[]
  gaps: (Gap)[]
  findings?: (Finding)[]
  compliance?: (Framework)[]
  foreign_keys?: (ForeignKey)[]
  deletions?: (Deletion)[]
  keys: (Key)[]
}
