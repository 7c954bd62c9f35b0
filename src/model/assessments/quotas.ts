import type { Assessment } from './assessment.ts'

/** How much of the request quotas of KMS is used, as `kms-audit quotas -o json` prints it. */
export interface QuotasAssessment extends Assessment {
  kind: 'quotas'
  window: QuotaWindow
  thresholds: QuotaThresholds
  quotas: QuotaRecord[]
  /** Calls that failed, by place. Null: they were not read. */
  failed_calls: FailedCallsRecord[] | null
}

/** The time over which use was measured. */
export interface QuotaWindow {
  since: string
  until: string
  days: number
  /** The rates of days are averages over so many seconds, so that they are comparable. */
  day_rate_seconds: number
  /** The parts of the window, and over how many seconds CloudWatch still knows the number of calls in each. */
  resolutions: ResolutionRecord[]
}

export interface ResolutionRecord {
  seconds: number
  since: string
  until: string
}

/** From when on a check fails. */
export interface QuotaThresholds {
  /** Percent of the quota. */
  warn_at: number
  /** Times the usual rate. */
  spike: number
  /** Percent of the calls of an operation. */
  error_rate: number
}

/** One quota for the rate of requests, in one place, and its use. Rates are requests per second. */
export interface QuotaRecord {
  account_id: string
  region: string
  quota_code: string
  quota_name: string
  quota_arn: string | null
  /** The operation, or group of operations, as the usage metric names it. Null: there is no usage metric. */
  operation: string | null
  per_second: number
  /** Null: it could not be read. */
  default_per_second: number | null
  source: QuotaSource
  /** Null: Service Quotas does not say. */
  adjustable: boolean | null
  status: UsageStatus
  /** Null in this field and those that follow: not known. Partial data gives numbers that are too low. */
  calls: number | null
  throttled: number | null
  throttle_status: ThrottleStatus
  /** Start of the last hour with throttled calls. */
  last_throttled_at: string | null
  /** The highest average rate. The rate of single seconds can have been higher. */
  peak_per_second: number | null
  /** Start of the time that this average is over. */
  peak_at: string | null
  /** Seconds that this average is over. */
  peak_seconds: number | null
  used_percent: number | null
  headroom_per_second: number | null
  /** The median of the highest rates of all whole days (UTC). Null: not known, or fewer than seven. */
  usual_per_second: number | null
  /** Days (UTC) with calls. */
  days: QuotaDay[]
}

/**
 * `applied`: the value of this account. `default`: AWS has only a default value for it. `assumed_default`: the value of
 * this account could not be read.
 */
export type QuotaSource = 'applied' | 'default' | 'assumed_default'

/**
 * `partial`: some data is missing, see the gaps. `no_data`: CloudWatch has no data for any quota of the place.
 * `no_metric`: Service Quotas names no usage metric. `unread`: the metric could not be read.
 */
export type UsageStatus = 'measured' | 'partial' | 'no_data' | 'no_metric' | 'unread'

/**
 * `measured`: CloudWatch counts throttled calls of KMS in this place. `no_data`: it has none for any quota there, so there
 * were none, or AWS does not count them. `unread`: they could not be read.
 */
export type ThrottleStatus = 'measured' | 'no_data' | 'unread'

export interface QuotaDay {
  date: string
  calls: number
  /** Null: not known. */
  throttled: number | null
  /** The highest average over `day_rate_seconds`. */
  peak_per_second: number
}

/** What the event history of CloudTrail says about calls to KMS that failed in one place. */
export interface FailedCallsRecord {
  account_id: string
  region: string
  /** Events from this time on were read. Null: none could be read. */
  since: string | null
  /** Newer events may be missing, because CloudTrail delivers them some minutes late. */
  until: string
  /** Whether the whole window was read, as far as CloudTrail keeps events. */
  is_complete: boolean
  /** Why not. */
  why: string | null
  /** Calls whose record could be read. */
  calls: number
  failed: number
  /** Events whose record could not be read. They are in no other count. */
  not_understood: number
  /** By name. */
  operations: OperationCalls[]
}

/** Calls of one operation, as CloudTrail names it. */
export interface OperationCalls {
  operation: string
  calls: number
  failed: number
  /** Failed calls by error code. */
  error_codes: Record<string, number>
}
