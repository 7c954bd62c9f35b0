import PQueue from 'p-queue'
import { RankedQueue } from '../../lib/flow/ranked-queue.ts'
import { RateLimiter } from '../../lib/flow/rate-limiter.ts'

/** Calls under way at once in one queue: enough to keep the rate up when an answer takes a second. */
const inFlight = (perSecond: number): number => Math.min(64, Math.max(4, Math.ceil(perSecond * 2)))

/** The queue and the limiter of one operation in one place: AWS counts its quotas by account, Region and operation. */
export class OperationQueue {
  readonly limiter: RateLimiter
  readonly perSecond: number
  /** Tries so far, and milliseconds of the quickest answer. */
  sent = 0
  quickest = Infinity
  #queue: PQueue<RankedQueue>
  #ranked = new RankedQueue()
  #throttledSince: number | null = null

  constructor(perSecond: number) {
    this.perSecond = perSecond
    this.limiter = new RateLimiter(perSecond)
    this.#queue = new PQueue({ concurrency: inFlight(perSecond), queueClass: queueClassOf(this.#ranked) })
  }

  /** Calls that wait or are under way. */
  get waiting(): number {
    return this.#queue.size + this.#queue.pending
  }

  run<T>(id: string, task: () => Promise<T>): Promise<T> {
    return this.#queue.add(task, { id } as never)
  }

  /** Resolves when fewer calls wait than this: how a long list is kept from piling up in memory. */
  belowSize(below: number): Promise<void> {
    return this.#queue.onSizeLessThan(below)
  }

  /** The lowest rank goes first, also among those that wait already. */
  rerank(rank: (id: string | undefined) => number): void {
    this.#ranked.rerank(rank)
  }

  /** The quota let a call through, whatever came of it. */
  passed(): void {
    this.#throttledSince = null
    this.limiter.succeeded()
  }

  throttled(): void {
    this.#throttledSince ??= performance.now()
    this.limiter.slowDown()
  }

  /** Milliseconds of nothing but throttled calls; a rest in which nobody asked is none of them. */
  get throttledFor(): number {
    return this.#throttledSince === null ? 0 : performance.now() - this.#throttledSince
  }
}

/** `p-queue` makes its queue by itself; this hands it ours, which we want to rerank. */
function queueClassOf(ranked: RankedQueue): new () => RankedQueue {
  const Ours = function ours() {
    return ranked
  }
  return Ours as unknown as new () => RankedQueue
}
