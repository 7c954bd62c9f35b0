import { operationsOf, reEncrypts } from '../model/crypto-operations.ts'
import type { Instant } from '../model/time.ts'
import { DAY, HOUR } from '../model/time.ts'
import type { Answer } from './answer.ts'
import { MetricBatches } from './metric-batches.ts'
import type { ActiveSeries, Series } from './metric-series.ts'
import { listSeries } from './metric-series.ts'
import type { SeriesSums } from './metric-sums.ts'
import type { PlaceAccess } from './place-access.ts'

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
  /** Start (UTC) of the last day with a request, and the series that had some on it. */
  lastDay: Day | null
  /** Every series was read to its end. */
  complete: boolean
  /** All series were asked for; else those of ReEncrypt with another key may be missing, and a gap of the place says so. */
  listed: boolean
}

export interface Day {
  start: Instant
  series: readonly Series[]
}

/** A day, and from when on the window that showed it was asked. */
export interface LastDay extends Day {
  since: Instant
}

/** ListMetrics names what had data in two weeks; a day more, for its delay. */
const ACTIVE_DAYS = 15

const made = new WeakMap<PlaceAccess, KeyMetrics>()

/** The one reader of a place's metrics: counts and evidence share its list of series. */
export function keyMetricsOf(access: PlaceAccess): KeyMetrics {
  const metrics = made.get(access) ?? new KeyMetrics(access)
  made.set(access, metrics)
  return metrics
}

export class KeyMetrics {
  /** True once any series of this place has shown a request. */
  seen = false
  #access: PlaceAccess
  #active: Promise<ActiveSeries> | null = null
  #daily = new Map<number, MetricBatches>()
  #recent: MetricBatches | null = null
  #hourly = new Map<Instant, MetricBatches>()
  #lastDays = new Map<string, LastDay>()

  constructor(access: PlaceAccess) {
    this.#access = access
  }

  /** Who was active in the last two weeks; asked once. */
  active(): Promise<ActiveSeries> {
    this.#active ??= listSeries(this.#access).then(active => {
      if (active.byKey.size > 0) this.seen = true
      return active
    })
    return this.#active
  }

  /** Daily sums from the start (UTC) of the day so many days ago until now. */
  async daily(key: MeteredKey, days: number): Promise<Answer<KeySums>> {
    const active = await this.active()
    const series = seriesOf(key, active)
    const { failure } = active
    if (failure !== null && !failure.givenUp) {
      this.#access.caller.gap('cloudwatch:ListMetrics', failure.reason, failure.why)
    }
    const listed = failure === null || !reEncrypts(key.usage)
    const start = Math.floor((this.#access.now - days * DAY) / DAY) * DAY
    const answer = await this.#batches(days, start).read(series)
    if (!answer.known) return answer
    const sums = { ...toKeySums(start, series, answer.value), listed }
    if (sums.total > 0) this.seen = true
    if (sums.lastDay !== null) this.#lastDays.set(key.arn, { since: start, ...sums.lastDay })
    return { known: true, value: sums }
  }

  /** The last day with a request that any window asked so far has shown; null: none has. */
  lastDay(arn: string): LastDay | null {
    return this.#lastDays.get(arn) ?? null
  }

  /** The last hour of a day in which one of these series had a request. */
  async lastHour(day: Day): Promise<Answer<Bucket | null>> {
    const window = { start: day.start, end: day.start + DAY, period: HOUR }
    const batches = this.#hourly.get(day.start) ?? new MetricBatches(this.#access, window)
    this.#hourly.set(day.start, batches)
    const answer = await batches.read(day.series)
    return answer.known ? { known: true, value: lastBucket(day.series, answer.value) } : answer
  }

  /** The last hour with a request of a key that was active in the last two weeks; null: it was not. */
  async recent(key: MeteredKey): Promise<Answer<Bucket | null>> {
    const series = (await this.active()).byKey.get(key.arn)
    if (series === undefined) return { known: true, value: null }
    const start = Math.floor((this.#access.now - ACTIVE_DAYS * DAY) / DAY) * DAY
    this.#recent ??= new MetricBatches(this.#access, { start, end: this.#access.now, period: HOUR })
    const answer = await this.#recent.read(series)
    return answer.known ? { known: true, value: lastBucket(series, answer.value) } : answer
  }

  #batches(days: number, start: Instant): MetricBatches {
    const existing = this.#daily.get(days)
    if (existing !== undefined) return existing
    const batches = new MetricBatches(this.#access, { start, end: this.#access.now, period: DAY })
    this.#daily.set(days, batches)
    return batches
  }
}

interface Bucket {
  start: Instant
  operation: string
}

/**
 * Every series that this key can have: one for each operation of its usage, whatever ListMetrics names, and ReEncrypt
 * of the key with itself. Other ReEncrypt pairs are known only while ListMetrics names them.
 */
function seriesOf(key: MeteredKey, active: ActiveSeries): Series[] {
  const named = active.byKey.get(key.arn) ?? []
  const own = operationsOf(key.usage, key.spec).map(operation => ({ operation, keyArn: key.arn }))
  const itself = reEncrypts(key.usage) ? [{ operation: 'ReEncrypt', from: key.arn, to: key.arn }] : []
  const all = new Map<string, Series>()
  for (const series of [...own, ...itself, ...named]) all.set(Object.values(series).join(' '), series)
  return [...all.values()]
}

function toKeySums(start: Instant, series: readonly Series[], sums: readonly SeriesSums[]): Omit<KeySums, 'listed'> {
  const byOperation: Record<string, number> = {}
  let total = 0
  let last = Number.NEGATIVE_INFINITY
  for (const [index, { buckets }] of sums.entries()) {
    const operation = series[index]?.operation ?? ''
    for (const bucket of buckets) {
      total += bucket.sum
      byOperation[operation] = (byOperation[operation] ?? 0) + bucket.sum
      last = Math.max(last, bucket.start)
    }
  }
  const onLastDay = series.filter((_, index) => sums[index]?.buckets.some(bucket => bucket.start === last))
  const lastDay = onLastDay.length === 0 ? null : { start: last, series: onLastDay }
  return { start, total, byOperation, lastDay, complete: sums.every(({ complete }) => complete) }
}

function lastBucket(series: readonly Series[], sums: readonly SeriesSums[]): Bucket | null {
  let last: Bucket | null = null
  for (const [index, { buckets }] of sums.entries()) {
    for (const { start } of buckets) {
      if (last === null || start > last.start) last = { start, operation: series[index]?.operation ?? '' }
    }
  }
  return last
}
