import { DAY, MINUTE, type Instant } from '../../model/time.ts'
import { type CallSpan, callsBetween, callCount, callTime } from '../world/calls-of-use.ts'
import { METRIC_RETENTION, METRIC_START } from '../world/limits.ts'

/** Starts of buckets and their values, the newest first. */
export type Datapoints = readonly (readonly [Instant, number])[]

interface DatapointQuery {
  from: Instant
  to: Instant
  period: number
  stat: string
  now: Instant
  /** Later calls have not been measured yet. */
  measured: Instant
}

/**
 * Returns the buckets of a metric that have data. They begin at multiples of the period in UTC; one that began before
 * `from` is returned as a whole. Short periods expire sooner: a minute after 15 days, five minutes after 63, an hour
 * after 455.
 */
export function datapointsOf(
  uses: readonly CallSpan[],
  { from, to, period, stat, now, measured }: DatapointQuery,
): Datapoints {
  const oldest = Math.max(METRIC_START, now - retention(period), Math.floor(from / period) * period)
  const end = Math.min(to, measured + 1)
  const buckets = new Map<Instant, number>()
  for (const use of uses) {
    const first = callTime(use, callCount(use) - 1)
    const last = Math.min(use.at, end - 1)
    for (let at = bucketStart(Math.max(first, oldest), period); at <= last; at += period) {
      const calls = callsBetween(use, Math.max(at, oldest), Math.min(at + period, measured + 1))
      if (calls > 0 && at < to) buckets.set(at, (buckets.get(at) ?? 0) + calls)
    }
  }
  const sums = [...buckets].toSorted(([a], [b]) => b - a)
  return stat === 'Sum' || stat === 'SampleCount' ? sums : sums.map(([at]) => [at, 1])
}

const bucketStart = (at: Instant, period: number): Instant => Math.floor(at / period) * period

const retention = (period: number): number =>
  period < 5 * MINUTE ? 15 * DAY : period < 60 * MINUTE ? 63 * DAY : METRIC_RETENTION
