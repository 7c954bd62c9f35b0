import { setTimeout as sleep } from 'node:timers/promises'
import { TokenBucket } from 'limiter'

/** Share of the quota we plan with: clocks and networks jitter, and a throttled call costs more than it gains. */
const HEADROOM = 0.99
/** A throttled answer lowers the rate to this share of itself, … */
const BACK_OFF = 0.6
/** … never below this share of the quota, … */
const FLOOR = 0.05
/** … at most once in this many milliseconds: the answers to calls already under way tell nothing new. */
const BACK_OFF_EVERY = 1000
/** Every success wins back this share of the quota. */
const RECOVERY = 0.02

/**
 * Lets calls pass at a rate, first come first served. A burst of half a second's worth passes at once, about half of
 * what AWS's own buckets hold. Others use the same account: `slowDown` when a call was throttled, `succeeded` when not.
 */
export class RateLimiter {
  #quota: number
  #bucket: TokenBucket
  #turn: Promise<void> = Promise.resolve()
  #slowedAt = Number.NEGATIVE_INFINITY

  /** @param perSecond calls a second that the quota allows */
  constructor(perSecond: number) {
    this.#quota = perSecond * HEADROOM
    const bucketSize = Math.max(1, Math.ceil(perSecond / 2))
    this.#bucket = new TokenBucket({ bucketSize, tokensPerInterval: this.#quota, interval: 'second' })
    this.#bucket.content = bucketSize
  }

  /** Calls a second that pass now. */
  get rate(): number {
    return this.#bucket.tokensPerInterval
  }

  /** Resolves when the next call may go; rejects with an `AbortError` when the signal fires first. */
  pass(signal: AbortSignal): Promise<void> {
    const mine = this.#turn.then(() => this.#token(signal))
    this.#turn = mine.catch(() => {})
    return mine
  }

  slowDown(): void {
    const now = performance.now()
    if (now - this.#slowedAt < BACK_OFF_EVERY) return
    this.#slowedAt = now
    this.#bucket.drip()
    this.#bucket.content = 0
    this.#bucket.tokensPerInterval = Math.max(this.#quota * FLOOR, this.rate * BACK_OFF)
  }

  succeeded(): void {
    if (this.rate >= this.#quota) return
    this.#bucket.drip()
    this.#bucket.tokensPerInterval = Math.min(this.#quota, this.rate + this.#quota * RECOVERY)
  }

  async #token(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    while (!this.#bucket.tryRemoveTokens(1)) {
      await sleep(Math.max(1, this.#bucket.getWaitTime(1)), undefined, { signal })
    }
  }
}
