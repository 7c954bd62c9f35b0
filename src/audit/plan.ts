import { rateOf } from '../aws/rates.ts'
import { CRYPTO_OPERATIONS } from '../model/crypto-operations.ts'
import type { AuditOptions } from '../options/options.ts'

/** What a run will take at the most, as far as the number of keys tells. */
export interface Plan {
  /** Keys to ask about, over all places. */
  keys: number
  /** Seconds that the slowest place needs for asking KMS, or CloudTrail where KMS is not asked. */
  seconds: number
  /** US dollars for CloudWatch: GetMetricData is billed by the metric. */
  dollars: number
}

/** GetMetricData, US dollars a metric. https://aws.amazon.com/cloudwatch/pricing/ */
const METRIC_PRICE = 0.01 / 1000
/** Series of a key that any operation may use; most keys have fewer. */
const SERIES = CRYPTO_OPERATIONS.size / 2

/** From the number of keys of each place: places run side by side, so the largest one decides. */
export function planOf(keysByPlace: readonly number[], options: AuditOptions): Plan {
  const keys = keysByPlace.reduce((sum, count) => sum + count, 0)
  const largest = Math.max(0, ...keysByPlace)
  const asked = (source: string): boolean => options.sources === 'auto' || options.sources.includes(source)
  const rates = [
    ...(asked('kms') ? [rateOf('kms:GetKeyLastUsage', options.maxRates)] : []),
    // `auto` asks CloudTrail for few keys, mostly.
    ...(options.sources !== 'auto' && asked('cloudtrail') ? [rateOf('cloudtrail:LookupEvents', options.maxRates)] : []),
  ]
  const windows = (options.requestDays === null ? 0 : 1) + (asked('cloudwatch') ? 1 : 0)
  return {
    keys,
    seconds: largest / Math.min(...rates, rateOf('kms:DescribeKey', options.maxRates)),
    dollars: keys * SERIES * windows * METRIC_PRICE,
  }
}

/** `300 keys to ask about: about 60 s at AWS's quotas, at most $0.04 for CloudWatch metrics` */
export function planText({ keys, seconds, dollars }: Plan): string {
  const time = seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`
  const money = dollars === 0 ? '' : `, at most $${(Math.ceil(dollars * 100) / 100).toFixed(2)} for CloudWatch metrics`
  return `${keys} keys to ask about: about ${time} at AWS's quotas${money}`
}
