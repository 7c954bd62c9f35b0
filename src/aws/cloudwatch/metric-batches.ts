import type { Answer } from '../answers/answer.ts'
import { metricOf, type Series } from './metric-series.ts'
import type { SeriesSums, Window } from './metric-sums.ts'
import { BATCH, readSums } from './metric-sums.ts'
import type { PlaceClient } from '../session/place-client.ts'

/** Milliseconds that a batch which is not full waits for more requests, while keys are still being described. */
const LINGER = 150

interface SumsRequest {
  series: readonly Series[]
  answer(answer: Promise<Answer<SeriesSums[]>>): void
}

/** Gathers the requests of many keys into calls of 500 series, because a call costs time while a series costs money. */
export class MetricBatches {
  #client: PlaceClient
  #window: Window
  #waiting: SumsRequest[] = []
  #size = 0
  #timer: NodeJS.Timeout | null = null
  #isSoon = false
  #allDescribed = false

  constructor(client: PlaceClient, window: Window) {
    this.#client = client
    this.#window = window
  }

  /** Sums of these series, in their order. */
  read(series: readonly Series[]): Promise<Answer<SeriesSums[]>> {
    return new Promise(resolve => {
      if (this.#size + series.length > BATCH) this.#flush()
      this.#waiting.push({ series, answer: resolve })
      this.#size += series.length
      if (this.#size >= BATCH) this.#flush()
      else if (this.#allDescribed) this.#flushSoon()
      else this.#timer ??= setTimeout(() => this.#linger(), LINGER)
    })
  }

  /** Every key of the place has been described: what waits is asked for, and no later request waits for others. */
  allDescribed(): void {
    this.#allDescribed = true
    if (this.#size > 0) this.#flushSoon()
  }

  /** Asks after all requests of this moment have come: all keys may have waited for one list of metrics. */
  #flushSoon(): void {
    if (this.#isSoon) return
    this.#isSoon = true
    setImmediate(() => {
      this.#isSoon = false
      this.#flush()
    })
  }

  /** Waits on while keys are being described, because more requests will come. */
  #linger(): void {
    this.#timer = null
    if (this.#client.queue('kms:DescribeKey').waiting === 0) this.#flush()
    else this.#timer = setTimeout(() => this.#linger(), LINGER)
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    const questions = this.#waiting
    this.#timer = null
    this.#waiting = []
    this.#size = 0
    if (questions.length === 0) return
    const all = this.#ask(questions.flatMap(({ series }) => series))
    let next = 0
    for (const { series, answer } of questions) {
      const from = next
      next += series.length
      answer(all.then(sums => share(sums.slice(from, from + series.length))))
    }
  }

  /** One key may have more series than fit into a call: ReEncrypt has one for each pair. */
  async #ask(series: readonly Series[]): Promise<SeriesSums[]> {
    const sums: SeriesSums[] = []
    for (let from = 0; from < series.length; from += BATCH) {
      sums.push(...(await readSums(this.#client, series.slice(from, from + BATCH).map(metricOf), this.#window)))
    }
    return sums
  }
}

/** The sums of one request. A failure of other series does not matter, one of its own only if nothing was counted. */
function share(sums: SeriesSums[]): Answer<SeriesSums[]> {
  const failed = sums.find(({ failure }) => failure !== undefined)?.failure
  const isEmpty = sums.every(({ buckets }) => buckets.length === 0)
  return failed !== undefined && isEmpty ? failed : { known: true, value: sums }
}
