import type { Failure } from '../answers/answer.ts'
import { operationsOf, reEncrypts } from '../../model/operations/crypto-operations.ts'
import type { Instant } from '../../model/time.ts'
import type { ActiveSeries, Series } from './metric-series.ts'
import type { SeriesSums } from './metric-sums.ts'

/** A key as far as its metrics need it. */
export interface MeteredKey {
  arn: string
  /** Null where the key could not be described: then every operation is asked for. */
  spec: string | null
  usage: string | null
}

/** What a key's series came to over a window of days. */
export interface KeySums {
  start: Instant
  total: number
  byOperation: Readonly<Record<string, number>>
  /** The sums of each day with a request, by operation and start (UTC) of the day. Only for a key that is explained. */
  byDay?: DailySums
  /** Start (UTC) of the last day with a request, and the series that had some on it. */
  lastDay: Day | null
  /** Start (UTC) of the last day with a ReEncrypt; null: there was none. Not in sums of older checkpoints. */
  lastReEncrypt?: Instant | null
  /** Names of the ReEncrypt series with other keys that are in these sums. */
  pairs?: readonly string[]
  /** Every series was read to its end. */
  complete: boolean
  /** Why not, where a page of the answer is missing or wrong. */
  failure?: Failure
  /** All series were asked for; else those of ReEncrypt with another key may be missing, and a gap of the place says so. */
  listed: boolean
}

export type DailySums = Readonly<Record<string, Readonly<Record<Instant, number>>>>

export interface Day {
  start: Instant
  series: readonly Series[]
}

/** A span of a window, and what was done in it. */
export interface Bucket {
  start: Instant
  operation: string
}

/**
 * Every series that this key can have: one for each operation of its usage, whatever ListMetrics names, and ReEncrypt
 * of the key with itself. Other ReEncrypt pairs are known only while ListMetrics names them.
 */
export function seriesOf(key: MeteredKey, active: ActiveSeries): Series[] {
  const named = active.byKey.get(key.arn) ?? []
  const own = operationsOf(key.usage, key.spec).map(operation => ({ operation, keyArn: key.arn }))
  const itself = reEncrypts(key.usage) ? [{ operation: 'ReEncrypt', from: key.arn, to: key.arn }] : []
  const all = new Map<string, Series>()
  for (const series of [...own, ...itself, ...named]) all.set(nameOfSeries(series), series)
  return [...all.values()]
}

/** The same for the same series, wherever it is named. */
export const nameOfSeries = (series: Series): string =>
  'keyArn' in series ? `${series.operation} ${series.keyArn}` : `${series.operation} ${series.from} ${series.to}`

export function toKeySums(
  start: Instant,
  series: readonly Series[],
  sums: readonly SeriesSums[],
): Omit<KeySums, 'listed'> {
  const byOperation: Record<string, number> = {}
  let total = 0
  let last = Number.NEGATIVE_INFINITY
  let lastReEncrypt: Instant | null = null
  for (const [index, { buckets }] of sums.entries()) {
    const operation = series[index]?.operation ?? ''
    for (const bucket of buckets) {
      if (operation === 'ReEncrypt') lastReEncrypt = Math.max(lastReEncrypt ?? bucket.start, bucket.start)
      total += bucket.sum
      byOperation[operation] = (byOperation[operation] ?? 0) + bucket.sum
      last = Math.max(last, bucket.start)
    }
  }
  const onLastDay = series.filter((_, index) => sums[index]?.buckets.some(bucket => bucket.start === last))
  const lastDay = onLastDay.length === 0 ? null : { start: last, series: onLastDay }
  const failed = sums.find(({ failure }) => failure !== undefined)?.failure
  const complete = sums.every(each => each.complete)
  const pairs = series.filter(each => 'from' in each && each.from !== each.to).map(nameOfSeries)
  return {
    start,
    total,
    byOperation,
    lastDay,
    lastReEncrypt,
    ...(pairs.length === 0 ? {} : { pairs }),
    complete,
    ...(failed === undefined ? {} : { failure: failed }),
  }
}

export function lastBucket(series: readonly Series[], sums: readonly SeriesSums[]): Bucket | null {
  let last: Bucket | null = null
  for (const [index, { buckets }] of sums.entries()) {
    for (const { start } of buckets) {
      if (last === null || start > last.start) last = { start, operation: series[index]?.operation ?? '' }
    }
  }
  return last
}

/** The sums of each day, by operation. */
export function dailySums(series: readonly Series[], sums: readonly SeriesSums[]): DailySums {
  const days: Record<string, Record<Instant, number>> = {}
  for (const [index, { buckets }] of sums.entries()) {
    const operation = series[index]?.operation ?? ''
    const ofOperation = (days[operation] ??= {})
    for (const { start, sum } of buckets) ofOperation[start] = (ofOperation[start] ?? 0) + sum
  }
  return days
}

/** Counts of one key over the same days, of series that differ. */
export function joined(one: KeySums, other: KeySums): KeySums {
  const byOperation = { ...one.byOperation }
  for (const [operation, sum] of Object.entries(other.byOperation))
    byOperation[operation] = (byOperation[operation] ?? 0) + sum
  const [a, b] = [one.lastReEncrypt ?? null, other.lastReEncrypt ?? null]
  const failed = one.failure ?? other.failure
  return {
    ...one,
    ...(one.byDay && other.byDay ? { byDay: joinedDays(one.byDay, other.byDay) } : {}),
    total: one.total + other.total,
    byOperation,
    lastDay: laterDay(one.lastDay, other.lastDay),
    lastReEncrypt: a === null || b === null ? (a ?? b) : Math.max(a, b),
    complete: one.complete && other.complete,
    ...(failed === undefined ? {} : { failure: failed }),
  }
}

function joinedDays(one: DailySums, other: DailySums): DailySums {
  const joint: Record<string, Record<Instant, number>> = {}
  for (const days of [one, other]) {
    for (const [operation, sums] of Object.entries(days)) {
      const known = (joint[operation] ??= {})
      for (const [start, sum] of Object.entries(sums)) known[Number(start)] = (known[Number(start)] ?? 0) + sum
    }
  }
  return joint
}

function laterDay(one: Day | null, other: Day | null): Day | null {
  if (one === null || other === null) return one ?? other
  if (one.start === other.start) return { start: one.start, series: [...one.series, ...other.series] }
  return one.start > other.start ? one : other
}
