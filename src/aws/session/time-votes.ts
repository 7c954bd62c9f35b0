import type { Instant } from '../../model/time.ts'
import { MINUTE } from '../../model/time.ts'

/** What the answers of a run say about AWS's time: each votes for one offset, and the most frequent minute wins. */
export class TimeVotes {
  /** By minute: the first offset in it, and how many there are. */
  #minutes = new Map<number, { offset: Instant; count: number }>()

  /** @param offset AWS's time at the moment when the run's clock was 0. */
  add(offset: Instant): void {
    const minute = Math.round(offset / MINUTE)
    const same = this.#minutes.get(minute)
    if (same === undefined) this.#minutes.set(minute, { offset, count: 1 })
    else same.count++
  }

  /** Null before the first vote. Of equally frequent ones, the first. */
  get winner(): Instant | null {
    let best: { offset: Instant; count: number } | null = null
    for (const each of this.#minutes.values()) if (best === null || each.count > best.count) best = each
    return best?.offset ?? null
  }
}
