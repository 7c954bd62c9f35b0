import { keyMetricsOf } from '../../aws/cloudwatch/key-metrics.ts'
import { type MeteredKey, seriesOf } from '../../aws/cloudwatch/key-sums.ts'
import { MetricBatches } from '../../aws/cloudwatch/metric-batches.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { type Fact, known, unknown } from '../../model/fact.ts'
import { DAY, HOUR, type Instant } from '../../model/time.ts'
import type { HourOfRequests } from '../../model/retirement/watch-reading.ts'

/** CloudWatch is asked for no more than this, which is as far back as CloudTrail goes. */
const LONGEST = 90 * DAY

/** Reads in which hours the keys of a place had successful requests. */
export class HourlyRequests {
  readonly #client: PlaceClient
  readonly #batches = new Map<Instant, MetricBatches>()

  constructor(client: PlaceClient) {
    this.#client = client
  }

  async since(key: MeteredKey, start: Instant): Promise<Fact<HourOfRequests[]>> {
    const series = seriesOf(key, await keyMetricsOf(this.#client).active())
    const answer = await this.#batchesFrom(start).read(series)
    if (!answer.known) return unknown(answer.why)
    const broken = answer.value.find(({ complete }) => !complete)
    if (broken !== undefined) return unknown(broken.failure?.why ?? 'CloudWatch did not return complete counts')
    return known(answer.value.flatMap(({ buckets }) => buckets))
  }

  /** Keys of one plan share their calls. */
  #batchesFrom(start: Instant): MetricBatches {
    const { now } = this.#client
    const from = Math.floor(Math.max(start, now - LONGEST) / HOUR) * HOUR
    const made = this.#batches.get(from)
    if (made !== undefined) return made
    const batches = new MetricBatches(this.#client, { start: from, end: now, period: HOUR })
    batches.allDescribed()
    this.#batches.set(from, batches)
    return batches
  }
}
