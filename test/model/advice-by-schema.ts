/** Made of advice.schema.json by `npm run golden`: do not edit. */
import type * as report from './report-by-schema.ts'
export type Totals = {
  currency: "USD"
  unused_keys: {
    keys: number
    unknown: number
    is_lower_bound: boolean
    monthly_savings: number | null
  }
  advice: {
    count: number
    unknown: number
    blocked: number
    monthly_savings: number
  }
  realized: {
    keys: number
    monthly_savings: number
    since: report.Time
  } | null
}

export type Bill = {
  account_id: string
  keys_monthly: number
  keys: ({
    region: string
    monthly_price: number
    keys: number
  })[]
  requests_cost: number
  free_requests: number
  requests: (RequestLine)[]
  is_lower_bound: boolean
}

export type RequestLine = {
  region: string
  class: "standard" | "rsa_2048" | "asymmetric" | "data_key_pair_ecc" | "data_key_pair_rsa"
  requests: number
  price_per_10000: number
}

export type UnusedKey = {
  account_id: string
  region: string
  key_arn: string
  monthly_savings: number | null
}

export type Advice = {
  kind: string
  status: "suggested" | "blocked" | "unknown"
  account_id: string
  region: string | null
  resource: Resource
  key_arns: (string)[]
  summary: string
  monthly_savings: number | null
  reason: string | null
  claims: (Claim)[]
  bill: {
    before: number
    after: number
  } | null
  assumptions: (string)[]
  change: string
  commands: string
  limits: (string)[]
  cohort?: Cohort
}

export type Resource = {
  type: string
  id: string
  arn: string | null
  name: string | null
}

export type Claim = {
  of: "requests" | "key" | "secret"
  arn: string
  formula: string
  inputs: { [name: string]: number }
  amount: number
  counted: number
}

export type NotGiven = {
  kind: string
  title: string
  reason: string
  missing: (string)[]
  remedy: {
    run: "audit" | "advise" | null
    with: (string)[]
    without: (string)[]
  }
}

export type Cohort = {
  pattern: string
  keys: number
  unused_keys: number
  unused_cost: number | null
  monthly_cost: number | null
  created: ({
    month: string
    keys: number
  })[]
  growth_per_month: number
}

export type ActualCosts = {
  requests: number
  requests_cost: number
  accounts: (ActualAccount)[]
}

export type ActualAccount = {
  account_id: string
  lines: (ActualLine)[] | null
}

export type ActualLine = {
  from: string
  until: string
  is_whole_month: boolean
  is_estimated: boolean
  region: string
  is_audited: boolean
  usage_type: string
  of: "keys" | "requests" | "other"
  cost: number
  quantity: number
}

export type AdviceReport = {
  kind: "kms-audit-advice"
  schema_version: 1
  tool_version: string
  generated_at: report.Time
  request_days: number | null
  totals: Totals
  bills: (Bill)[]
  unused_keys: (UnusedKey)[]
  actual_costs: ActualCosts | null
  advice: (Advice)[]
  not_given: (NotGiven)[]
  gaps: (report.Gap)[]
}
