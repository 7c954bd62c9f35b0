import { SECOND } from '../../model/time.ts'

/**
 * Requests per second for each account, Region and operation, as AWS sets them by default. Operations that are not
 * listed have no limit.
 * https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html,
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html,
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html
 */
export const QUOTAS_PER_SECOND: Readonly<Record<string, number>> = {
  'kms:DescribeKey': 2000,
  'kms:GetKeyLastUsage': 5,
  'kms:GetKeyPolicy': 1000,
  'kms:GetKeyRotationStatus': 1000,
  'kms:ListAliases': 500,
  'kms:ListGrants': 100,
  'kms:ListKeyRotations': 100,
  'kms:ListKeys': 500,
  'kms:ListResourceTags': 2000,
  'cloudtrail:DescribeTrails': 10,
  'cloudtrail:GetEventSelectors': 1,
  'cloudtrail:GetTrailStatus': 10,
  'cloudtrail:LookupEvents': 2,
  'cloudwatch:GetMetricData': 500,
  'cloudwatch:ListMetrics': 25,
  'securityhub:BatchImportFindings': 10,
  'securityhub:GetFindings': 3,
}

/** Token buckets, one for each account, Region and operation. Each holds the requests of one second. */
export class Quotas {
  readonly #buckets = new Map<string, { tokens: number; at: number }>()
  readonly #scale: number
  readonly #monotonic: () => number

  /** `scale` multiplies every rate. `monotonic` is a running clock, while the clock of the world may be stopped. */
  constructor(scale = 1, monotonic: () => number = () => performance.now()) {
    this.#scale = scale
    this.#monotonic = monotonic
  }

  /** Takes one token. Returns false if the call is throttled. */
  admits(place: string, operation: string): boolean {
    const rate = (QUOTAS_PER_SECOND[operation] ?? Infinity) * this.#scale
    if (rate === Infinity) return true
    const capacity = Math.max(1, rate)
    const now = this.#monotonic()
    const bucket = this.#buckets.get(`${place} ${operation}`) ?? { tokens: capacity, at: now }
    this.#buckets.set(`${place} ${operation}`, bucket)
    bucket.tokens = Math.min(capacity, bucket.tokens + ((now - bucket.at) / SECOND) * rate)
    bucket.at = now
    if (bucket.tokens < 1) return false
    bucket.tokens -= 1
    return true
  }
}
