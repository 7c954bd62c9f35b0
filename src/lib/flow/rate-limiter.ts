import { sleep as sleepByTimers, type Sleep } from './sleep.ts'

/** Share of the quota we plan with: clocks and networks jitter, and a throttled call costs more than it gains. */
const HEADROOM = 0.99
/** A throttled answer lowers the rate to this share of itself, … */
const BACK_OFF = 0.6
/** … never below this share of the quota, … */
const FLOOR = 0.05
/** … at most once in this many milliseconds: the answers to calls already under way say nothing new. */
const BACK_OFF_EVERY = 1000
/** Every success wins back this share of the quota. */
const RECOVERY = 0.02

/**
 * Lets calls pass at a rate, first come first served, by a bucket of tokens that fills at that rate. A burst of half a
 * second's worth passes at once, about half of what AWS's own buckets hold. Others use the same account: `slowDown`
 * when a call was throttled, `succeeded` when not.
 */
export class RateLimiter {
  #quota: number
  #rate: number
  #capacity: number
  #tokens: number
  #filledAt = performance.now()
  #sleep: Sleep
  #turn: Promise<void> = Promise.resolve()
  #slowedAt = Number.NEGATIVE_INFINITY

  /** @param perSecond calls a second that the quota allows */
  constructor(perSecond: number, sleep: Sleep = sleepByTimers) {
    this.#quota = perSecond * HEADROOM
    this.#rate = this.#quota
    this.#capacity = Math.max(1, Math.ceil(perSecond / 2))
    this.#tokens = this.#capacity
    this.#sleep = sleep
  }

  /** Calls a second that pass now. */
  get rate(): number {
    return this.#rate
  }

  /** Resolves when the next call may go; rejects with an `AbortError` when the signal fires first. */
  pass(signal: AbortSignal): Promise<void> {
    const mine = this.#turn.then(() => this.#takeToken(signal))
    this.#turn = mine.catch(() => {})
    return mine
  }

  slowDown(): void {
    const now = performance.now()
    if (now - this.#slowedAt < BACK_OFF_EVERY) return
    this.#slowedAt = now
    this.#fill()
    this.#tokens = 0
    this.#rate = Math.max(this.#quota * FLOOR, this.#rate * BACK_OFF)
  }

  succeeded(): void {
    if (this.#rate >= this.#quota) return
    this.#fill()
    this.#rate = Math.min(this.#quota, this.#rate + this.#quota * RECOVERY)
  }

  async #takeToken(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    for (this.#fill(); this.#tokens < 1; this.#fill()) {
      await this.#sleep(Math.max(1, Math.ceil(((1 - this.#tokens) / this.#rate) * 1000)), signal)
    }
    this.#tokens--
  }

  /** Adds what has run into the bucket since the last time. */
  #fill(): void {
    const now = performance.now()
    const seconds = Math.max(0, now - this.#filledAt) / 1000
    this.#filledAt = now
    this.#tokens = Math.min(this.#capacity, this.#tokens + seconds * this.#rate)
  }
}
