import type { ActivityEvent } from '../../model/assessments/activity-event.ts'
import { DAY, type Instant, MINUTE } from '../../model/time.ts'
import type { Budget } from './budget.ts'

/** Failures are counted by steps of this length, and a burst is the sum of six of them. */
const STEP = 10 * MINUTE
const STEPS_AN_HOUR = 6

/** The most calls within some time, and when that time ended. */
export interface Peak {
  calls: number
  until: Instant | null
}

/** Counts the calls of one principal. */
export class PrincipalTally {
  calls = 0
  failures = 0
  first = Number.POSITIVE_INFINITY
  last = Number.NEGATIVE_INFINITY
  readonly sessions = new Set<string>()
  /** Whether there were more sessions than could be kept. */
  hasMoreSessions = false
  readonly #until: Instant
  readonly #decrypts: number[] = []
  readonly #failed = new Map<number, number>()

  /** @param until the end of the time, from which days are counted back */
  constructor(until: Instant) {
    this.#until = until
  }

  add({ at, error, operation, caller }: ActivityEvent, budget: Budget): void {
    this.calls++
    this.first = Math.min(this.first, at)
    this.last = Math.max(this.last, at)
    const { session_name: session } = caller
    if (session !== null && !this.sessions.has(session)) {
      if (budget.take()) this.sessions.add(session)
      else this.hasMoreSessions = true
    }
    if (error !== null) {
      this.failures++
      const step = Math.floor(at / STEP)
      this.#failed.set(step, (this.#failed.get(step) ?? 0) + 1)
    } else if (operation === 'Decrypt') {
      const day = Math.max(0, Math.floor((this.#until - at) / DAY))
      this.#decrypts[day] = (this.#decrypts[day] ?? 0) + 1
    }
  }

  /** The day with the most successful Decrypt calls. */
  get busiestDay(): Peak {
    let peak: Peak = { calls: 0, until: null }
    for (const [day, calls = 0] of this.#decrypts.entries())
      if (calls > peak.calls) peak = { calls, until: this.#until - day * DAY }
    return peak
  }

  /** The hour with the most failed calls. */
  get worstHour(): Peak {
    let peak: Peak = { calls: 0, until: null }
    for (const last of [...this.#failed.keys()].toSorted((a, b) => a - b)) {
      let calls = 0
      for (let step = last; step > last - STEPS_AN_HOUR; step--) calls += this.#failed.get(step) ?? 0
      if (calls > peak.calls) peak = { calls, until: (last + 1) * STEP }
    }
    return peak
  }
}
