import type { NotGivenRecord } from './advice-remedy.ts'
import type { RequestClass } from './prices.ts'
import type { GapRecord } from './report/report.ts'

/**
 * What to change so that KMS costs less, exactly as `kms-audit advise -o json` prints it. Money is in US dollars. Every
 * number can be computed again from this document: the amount of a claim from its formula and inputs, and what a smaller
 * number of requests saves from `bills`.
 */
export interface AdviceReport {
  kind: 'kms-audit-advice'
  schema_version: 1
  tool_version: string
  /** When the report was made that the advice follows from. */
  generated_at: string
  /** The days over which requests were counted. Null: they were not counted. */
  request_days: number | null
  totals: AdviceTotals
  /** What the keys and the counted requests of each account cost. */
  bills: AccountBillRecord[]
  /** The keys whose deletion would save their price. They have no other advice. */
  unused_keys: UnusedKeyRecord[]
  /** What AWS billed for KMS. Null: `--actual-costs` was not used. */
  actual_costs: ActualCostsRecord | null
  /** In the order in which savings are counted: what an earlier one saves, a later one cannot save again. */
  advice: AdviceRecord[]
  /** Kinds of advice that could not be given, or only without a number, for lack of facts. */
  not_given: NotGivenRecord[]
  gaps: GapRecord[]
}

/** What Cost Explorer says that AWS billed for KMS, in US dollars before taxes and credits are shared out. */
export interface ActualCostsRecord {
  /** Requests to Cost Explorer, and what AWS bills for them. */
  requests: number
  requests_cost: number
  accounts: ActualAccountRecord[]
}

export interface ActualAccountRecord {
  account_id: string
  /** By month, Region and usage type. Null: not known, see the gaps. */
  lines: ActualLineRecord[] | null
}

/** What one usage type cost in one Region: in the last whole month, or in this month until today. */
export interface ActualLineRecord {
  /** The first day, and the day after the last one: `2026-10-01`. */
  from: string
  until: string
  is_whole_month: boolean
  /** AWS can still change it. */
  is_estimated: boolean
  /** As Cost Explorer names it: `global` or `NoRegion` for what has none. */
  region: string
  /** Whether the Region was audited, so that list prices are about it too. */
  is_audited: boolean
  /** `us-east-1-KMS-Keys` */
  usage_type: string
  of: 'keys' | 'requests' | 'other'
  cost: number
  /** Months of keys, or requests. */
  quantity: number
}

/** Three separate numbers, by month. No dollar is in two of them. */
export interface AdviceTotals {
  currency: 'USD'
  /**
   * `unknown`: keys whose use is not known. `is_lower_bound`: rotations were not counted. Null savings: a price is not
   * known.
   */
  unused_keys: { keys: number; unknown: number; is_lower_bound: boolean; monthly_savings: number | null }
  /** The sum of the advice whose number is known. `unknown`: the number of those whose number is not. */
  advice: { count: number; unknown: number; blocked: number; monthly_savings: number }
  /** What keys cost that were unused in the report of `--baseline` and are gone now. Null: there is no baseline. */
  realized: { keys: number; monthly_savings: number; since: string } | null
}

/** What one account pays for keys in a month, and for counted requests in `request_days`. */
export interface AccountBillRecord {
  account_id: string
  /** Of all keys with a known price, in a month. */
  keys_monthly: number
  /** These keys by their price, as a number of keys with the same one. */
  keys: { region: string; monthly_price: number; keys: number }[]
  /** The counted requests in `request_days`, after the free tier. */
  requests_cost: number
  /** The requests of the class `standard` that are free in `request_days`. */
  free_requests: number
  /** Counted requests of a known class and price. */
  requests: RequestLineRecord[]
  /** Whether there are keys or requests whose number or price is not known. */
  is_lower_bound: boolean
}

export interface RequestLineRecord {
  region: string
  class: RequestClass
  requests: number
  price_per_10000: number
}

export interface UnusedKeyRecord {
  account_id: string
  region: string
  key_arn: string
  /** Null: not known. */
  monthly_savings: number | null
}

export interface AdviceRecord {
  /** ID of the kind of advice: `s3-bucket-key`. */
  kind: string
  /** `suggested`; `blocked`: a policy, a grant or a resource forbids it as things are; `unknown`: there is no number. */
  status: 'suggested' | 'blocked' | 'unknown'
  account_id: string
  /** Null: it is about several Regions. */
  region: string | null
  resource: AdviceResourceRecord
  key_arns: string[]
  /** What was found, in a sentence. */
  summary: string
  /** At most this is saved in a month. Null: not known, or blocked. */
  monthly_savings: number | null
  /** Why there is no number. Null: there is one. */
  reason: string | null
  claims: ClaimRecord[]
  /** The cost of the requests of the account in `request_days`, before and after this advice. Null: it saves none. */
  bill: { before: number; after: number } | null
  assumptions: string[]
  /** What to change, in sentences. */
  change: string
  /** Commands that change it. Empty: there are none. */
  commands: string
  /** What limits it or must be looked at first, in sentences. */
  limits: string[]
  /** The alike keys of `leaked-keys`. Left out for other advice. */
  cohort?: CohortRecord
}

/** Keys of one account and Region whose names are alike, such as those of pull requests. Dollars are by month. */
export interface CohortRecord {
  /** `shop-pr-*` */
  pattern: string
  keys: number
  /** How many of them are unused. They are in the total of unused keys. */
  unused_keys: number
  /** Null: a price is not known. */
  unused_cost: number | null
  monthly_cost: number | null
  /** How many of them were created in each month (`2026-08`, UTC), oldest first. */
  created: { month: string; keys: number }[]
  /** Those created in the three whole months before the report, divided by three. */
  growth_per_month: number
}

export interface AdviceResourceRecord {
  /** As CloudFormation names it: `AWS::KMS::Key`. */
  type: string
  id: string
  arn: string | null
  /** Raw text from the account. Null: it has none. */
  name: string | null
}

/** What a piece of advice saves of one key or secret. */
export interface ClaimRecord {
  /** `requests`: requests to a key in `request_days`; otherwise dollars a month for the key or the secret itself. */
  of: 'requests' | 'key' | 'secret'
  arn: string
  /** How `amount` is computed from `inputs`: `floor(requests * s3_calls / calls * 0.99)`. */
  formula: string
  inputs: Record<string, number>
  amount: number
  /** What is counted of it: less if other advice has counted it before, or if there is no more to save. */
  counted: number
}
