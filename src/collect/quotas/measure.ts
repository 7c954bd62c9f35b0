import type { SeriesSums } from '../../aws/cloudwatch/metric-sums.ts'
import type { QuotaDay, QuotaRecord } from '../../model/assessments/quotas.ts'
import { DAY, dayText, HOUR, type Instant, isoTime, SECOND } from '../../model/time.ts'
import type { MetricUsage } from './read-usage.ts'
import type { UsageWindow } from './usage-window.ts'

type Measured = Pick<
  QuotaRecord,
  | 'calls'
  | 'throttled'
  | 'throttle_status'
  | 'last_throttled_at'
  | 'peak_per_second'
  | 'peak_at'
  | 'peak_seconds'
  | 'used_percent'
  | 'headroom_per_second'
  | 'usual_per_second'
  | 'days'
>

export const NOT_MEASURED: Measured = {
  calls: null,
  throttled: null,
  throttle_status: 'unread',
  last_throttled_at: null,
  peak_per_second: null,
  peak_at: null,
  peak_seconds: null,
  used_percent: null,
  headroom_per_second: null,
  usual_per_second: null,
  days: [],
}

/** The median of fewer days says little about what is usual. */
const LEAST_DAYS = 7

/** Whether everything that was asked for a metric was read. */
export const isWhole = ({ calls, throttled, parts }: MetricUsage): boolean =>
  [calls, throttled, ...parts.map(({ sums }) => sums)].every(({ complete }) => complete)

/**
 * Returns what the sums of a metric say about a quota of so many requests per second. Pure.
 *
 * @param countsThrottles whether CloudWatch counts throttled calls of KMS in this place at all
 */
export function measure(
  usage: MetricUsage,
  perSecond: number,
  { window, countsThrottles }: { window: UsageWindow; countsThrottles: boolean },
): Measured {
  const { calls, throttled } = usage
  const status = countsThrottles ? 'measured' : throttled.complete ? 'no_data' : 'unread'
  const sumOfThrottled = countsThrottles ? totalOf(throttled) : null
  const peak = highestRate(usage)
  const days = daysOf(usage, window, sumOfThrottled !== null)
  const last = Math.max(...throttled.buckets.map(({ start }) => start))
  return {
    calls: totalOf(calls),
    throttled: sumOfThrottled,
    throttle_status: sumOfThrottled === null && status === 'measured' ? 'unread' : status,
    last_throttled_at: throttled.buckets.length === 0 ? null : isoTime(last),
    peak_per_second: rounded(peak?.rate ?? 0),
    peak_at: peak === null ? null : isoTime(peak.start),
    peak_seconds: peak === null ? null : peak.period / SECOND,
    used_percent: perSecond === 0 ? null : rounded(((peak?.rate ?? 0) / perSecond) * 100),
    headroom_per_second: rounded(Math.max(0, perSecond - (peak?.rate ?? 0))),
    usual_per_second: isWhole(usage) ? usualRate(days, window) : null,
    days,
  }
}

/** Null: nothing was read. */
const totalOf = ({ buckets, complete }: SeriesSums): number | null =>
  complete || buckets.length > 0 ? buckets.reduce((total, { sum }) => total + sum, 0) : null

interface Rate {
  start: Instant
  period: number
  /** Requests per second. */
  rate: number
}

/** Returns the highest average over any period that was read; of several, the latest. Longer periods count where shorter ones are missing. */
function highestRate({ calls, parts }: MetricUsage): Rate | null {
  let highest: Rate | null = null
  for (const { period, sums } of [...parts, { period: HOUR, sums: calls }])
    for (const { start, sum } of sums.buckets)
      highest = higher(highest, { start, period, rate: (sum / period) * SECOND })
  return highest
}

function higher(one: Rate | null, other: Rate): Rate {
  if (one === null || other.rate > one.rate) return other
  return other.rate === one.rate && other.start > one.start ? other : one
}

/** Returns the days with calls. Their rates are averages over the same time on each day. */
function daysOf(
  { calls, throttled, parts }: MetricUsage,
  { dayPeriod }: UsageWindow,
  knowsThrottled: boolean,
): QuotaDay[] {
  const sums = new Map<Instant, number>()
  for (const part of parts)
    for (const { start, sum } of part.sums.buckets) add(sums, Math.floor(start / dayPeriod) * dayPeriod, sum)
  const peaks = new Map<string, number>()
  for (const [start, sum] of sums) {
    const date = dayText(start)
    peaks.set(date, Math.max(peaks.get(date) ?? 0, (sum / dayPeriod) * SECOND))
  }
  const [called, refused] = [byDay(calls.buckets), byDay(throttled.buckets)]
  const dates = new Set([...called.keys(), ...refused.keys(), ...peaks.keys()])
  return [...dates].toSorted().map(date => ({
    date,
    calls: called.get(date) ?? 0,
    throttled: knowsThrottled ? (refused.get(date) ?? 0) : null,
    peak_per_second: rounded(peaks.get(date) ?? 0),
  }))
}

function byDay(buckets: readonly { start: Instant; sum: number }[]): Map<string, number> {
  const days = new Map<string, number>()
  for (const { start, sum } of buckets) add(days, dayText(start), sum)
  return days
}

function add<Key>(sums: Map<Key, number>, key: Key, sum: number): void {
  sums.set(key, (sums.get(key) ?? 0) + sum)
}

/** Returns the median of the highest rates of all whole days (UTC) of the window. A day without calls counts as 0. */
function usualRate(days: readonly QuotaDay[], { since, until }: UsageWindow): number | null {
  const [first, end] = [Math.ceil(since / DAY), Math.floor(until / DAY)]
  if (end - first < LEAST_DAYS) return null
  const known = new Map(days.map(({ date, peak_per_second }) => [date, peak_per_second]))
  const rates = Array.from({ length: end - first }, (_, index) => known.get(dayText((first + index) * DAY)) ?? 0)
  rates.sort((a, b) => a - b)
  const middle = Math.floor(rates.length / 2)
  const [below = 0, above = 0] = [rates[middle - 1], rates[middle]]
  return rates.length % 2 === 1 ? above : rounded((below + above) / 2)
}

/** Not to zero: one call in five minutes is a rate, too. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000
