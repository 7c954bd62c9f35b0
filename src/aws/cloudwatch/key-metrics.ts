import { reEncrypts } from '../../model/operations/crypto-operations.ts'
import type { KeyPair } from '../../model/evidence.ts'
import type { Instant } from '../../model/time.ts'
import { DAY, HOUR } from '../../model/time.ts'
import type { Answer } from '../answers/answer.ts'
import type { Bucket, Day, KeySums, MeteredKey } from './key-sums.ts'
import { dailySums, joined, lastBucket, nameOfSeries, seriesOf, toKeySums } from './key-sums.ts'
import { MetricBatches } from './metric-batches.ts'
import type { ActiveSeries } from './metric-series.ts'
import { listSeries } from './metric-series.ts'
import type { Window } from './metric-sums.ts'
import type { PlaceClient } from '../session/place-client.ts'

export type { KeySums, MeteredKey } from './key-sums.ts'

/** A day with a request, and the start of the window that showed it. */
export interface LastDay extends Day {
  since: Instant
}

/** The id of the source that reads its evidence from these metrics. */
export const METRICS_SOURCE = 'cloudwatch'

/** ListMetrics names what had data in two weeks; a day more, for its delay. */
const ACTIVE_DAYS = 15

const made = new WeakMap<PlaceClient, KeyMetrics>()

/** The one reader of a place's metrics: request counts and evidence share its list of series. */
export function keyMetricsOf(client: PlaceClient): KeyMetrics {
  const metrics = made.get(client) ?? new KeyMetrics(client)
  made.set(client, metrics)
  return metrics
}

class KeyMetrics {
  /** True once any series of this place has shown a request. */
  seen = false
  #client: PlaceClient
  #active: Promise<ActiveSeries> | null = null
  #daily = new Map<number, MetricBatches>()
  #recent: MetricBatches | null = null
  #hourly = new Map<Instant, MetricBatches>()
  #lastDays = new Map<string, LastDay>()
  #allDescribed = false

  constructor(client: PlaceClient) {
    this.#client = client
  }

  /** Keys that were active in the last two weeks. Asked for once. */
  active(): Promise<ActiveSeries> {
    this.#active ??= listSeries(this.#client).then(active => {
      if (active.byKey.size > 0) this.seen = true
      return active
    })
    return this.#active
  }

  /** Every key of the place has been described, so that requests need not wait for those of other keys. */
  allDescribed(): void {
    this.#allDescribed = true
    for (const batches of [...this.#daily.values(), ...this.#hourly.values()]) batches.allDescribed()
    this.#recent?.allDescribed()
  }

  /** Daily sums from the start (UTC) of the day so many days ago until now. */
  async daily(key: MeteredKey, days: number, { byDay = false } = {}): Promise<Answer<KeySums>> {
    const active = await this.active()
    const series = seriesOf(key, active)
    this.#client.note(active.failure, 'cloudwatch:ListMetrics')
    const listed = active.failure === null || !reEncrypts(key.usage)
    const start = Math.floor((this.#client.now - days * DAY) / DAY) * DAY
    const answer = await this.#batches(days, start).read(series)
    if (!answer.known) return answer
    const daily = byDay ? { byDay: dailySums(series, answer.value) } : {}
    const sums = { ...toKeySums(start, series, answer.value), ...daily, listed }
    if (sums.total > 0) this.seen = true
    if (sums.lastDay !== null) this.#lastDays.set(key.arn, { since: start, ...sums.lastDay })
    return { known: true, value: sums }
  }

  /**
   * The same sums with those of ReEncrypt pairs that ListMetrics does not name: it forgets a pair two weeks after its
   * last call, while CloudWatch keeps its counts for 15 months.
   */
  async withPairs(sums: KeySums, key: MeteredKey, pairs: readonly KeyPair[], days: number): Promise<Answer<KeySums>> {
    // Sums that were remembered may hold pairs that ListMetrics has forgotten since.
    const asked = new Set([...seriesOf(key, await this.active()).map(nameOfSeries), ...(sums.pairs ?? [])])
    const more = pairs.map(pair => ({ operation: 'ReEncrypt', ...pair })).filter(each => !asked.has(nameOfSeries(each)))
    if (more.length === 0) return { known: true, value: sums }
    const answer = await this.#batches(days, sums.start).read(more)
    if (!answer.known) return answer
    const daily = sums.byDay === undefined ? {} : { byDay: dailySums(more, answer.value) }
    const found = joined(sums, { ...toKeySums(sums.start, more, answer.value), ...daily, listed: sums.listed })
    if (found.total > 0) this.seen = true
    return { known: true, value: found }
  }

  /** The last day with a request that any window asked so far has shown; null: none has. */
  lastDay(arn: string): LastDay | null {
    return this.#lastDays.get(arn) ?? null
  }

  /** The last hour of a day in which one of these series had a request. */
  async lastHour(day: Day): Promise<Answer<Bucket | null>> {
    const window = { start: day.start, end: day.start + DAY, period: HOUR }
    const batches = this.#hourly.get(day.start) ?? this.#newBatches(window)
    this.#hourly.set(day.start, batches)
    const answer = await batches.read(day.series)
    return answer.known ? { known: true, value: lastBucket(day.series, answer.value) } : answer
  }

  /** The last hour with a request of a key that was active in the last two weeks; null: it was not. */
  async recent(key: MeteredKey): Promise<Answer<Bucket | null>> {
    const series = (await this.active()).byKey.get(key.arn)
    if (series === undefined) return { known: true, value: null }
    const start = Math.floor((this.#client.now - ACTIVE_DAYS * DAY) / DAY) * DAY
    this.#recent ??= this.#newBatches({ start, end: this.#client.now, period: HOUR })
    const answer = await this.#recent.read(series)
    return answer.known ? { known: true, value: lastBucket(series, answer.value) } : answer
  }

  #batches(days: number, start: Instant): MetricBatches {
    const existing = this.#daily.get(days)
    if (existing !== undefined) return existing
    const batches = this.#newBatches({ start, end: this.#client.now, period: DAY })
    this.#daily.set(days, batches)
    return batches
  }

  #newBatches(window: Window): MetricBatches {
    const batches = new MetricBatches(this.#client, window)
    if (this.#allDescribed) batches.allDescribed()
    return batches
  }
}
