import { RankedQueue } from '../../lib/flow/ranked-queue.ts'
import { RateLimiter } from '../../lib/flow/rate-limiter.ts'
import type { Sleep } from '../../lib/flow/sleep.ts'

/** Calls under way at once in one queue: enough to keep the rate up when an answer takes a second. */
const inFlight = (perSecond: number): number => Math.min(64, Math.max(4, Math.ceil(perSecond * 2)))

/** The queue and the limiter of one operation in one place: AWS counts its quotas by account, Region and operation. */
export class OperationQueue {
  readonly limiter: RateLimiter
  readonly perSecond: number
  /** Tries so far. */
  sent = 0
  /** Milliseconds of the quickest answer. */
  quickest = Infinity
  #ranked = new RankedQueue()
  #underWay = 0
  #limit: number
  /** Promises of `belowSize` that have not been resolved yet. */
  #sizeListeners: { below: number; resolve: () => void }[] = []
  #throttledSince: number | null = null

  constructor(perSecond: number, sleep?: Sleep) {
    this.perSecond = perSecond
    this.limiter = new RateLimiter(perSecond, sleep)
    this.#limit = inFlight(perSecond)
  }

  /** Calls that wait or are under way. */
  get waiting(): number {
    return this.#ranked.size + this.#underWay
  }

  /** Runs a task when it is its turn. */
  run<T>(id: string, task: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#ranked.enqueue(id, () => task().then(resolve, reject))
      this.#start()
    })
  }

  /** Resolves when fewer calls wait than this, so that a long list does not pile up in memory. */
  belowSize(below: number): Promise<void> {
    if (this.#ranked.size < below) return Promise.resolve()
    return new Promise(resolve => this.#sizeListeners.push({ below, resolve }))
  }

  /** Puts the lowest rank first, also among the calls that wait already. */
  rerank(rank: (id: string) => number): void {
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

  /** Milliseconds of nothing but throttled calls. A rest without any call does not count. */
  get throttledFor(): number {
    return this.#throttledSince === null ? 0 : performance.now() - this.#throttledSince
  }

  #start(): void {
    while (this.#underWay < this.#limit) {
      const task = this.#ranked.dequeue()
      if (task === undefined) break
      this.#underWay++
      void task().finally(() => {
        this.#underWay--
        this.#start()
      })
    }
    const { size } = this.#ranked
    for (const { resolve } of this.#sizeListeners.filter(({ below }) => size < below)) resolve()
    this.#sizeListeners = this.#sizeListeners.filter(({ below }) => size >= below)
  }
}
