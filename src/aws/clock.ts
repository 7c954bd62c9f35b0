import type { Instant } from '../model/time.ts'
import { MINUTE, SECOND } from '../model/time.ts'

/** `Date` headers count whole seconds and travel for a while: less than this is no difference. */
const SAME = 2 * SECOND
const WRONG = 5 * MINUTE

/** One `now` for a whole run: the machine's clock, corrected once by the first answer's `Date` header. */
export class RunClock {
  #machine: () => Instant
  #now: Instant | null = null
  #skew = 0

  constructor(machine: () => Instant) {
    this.#machine = machine
  }

  /** The run's `now`; the same for every question of one run, once AWS has answered. */
  get now(): Instant {
    return this.#now ?? this.#machine()
  }

  /** Milliseconds by which AWS is ahead of this machine, when that is so much that people should know. */
  get wrongBy(): number | null {
    return Math.abs(this.#skew) > WRONG ? this.#skew : null
  }

  /** Of a run that another one goes on with. */
  set(now: Instant): void {
    this.#now = now
  }

  /** Called with the `Date` header of every answer; only the first one counts. */
  observe(date: string | undefined): void {
    if (this.#now !== null || date === undefined) return
    const theirs = Date.parse(date)
    if (Number.isNaN(theirs)) return
    const ours = this.#machine()
    this.#skew = Math.abs(theirs - ours) < SAME ? 0 : theirs - ours
    this.#now = ours + this.#skew
  }
}
