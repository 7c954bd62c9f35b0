import { DRY_RUN_ERROR } from '../../model/operations/dry-run-error.ts'
import type { ActivityEvent } from '../../model/assessments/activity-event.ts'
import { type Instant, MINUTE } from '../../model/time.ts'
import type { Budget } from './budget.ts'
import { StepCounts } from './step-counts.ts'

/** Calls are counted by short steps, and the most within some time is the largest sum of so many steps in a row. */
const DECRYPTS = { step: 10 * MINUTE, steps: 144 }
const FAILURES = { step: MINUTE, steps: 60 }

/** The most calls within some time, and when that time ended. */
export interface Peak {
  calls: number
  until: Instant | null
}

/** Counts the calls of one principal. */
export class PrincipalTally {
  calls = 0
  failures = 0
  dryRuns = 0
  first = Number.POSITIVE_INFINITY
  last = Number.NEGATIVE_INFINITY
  lastRegion = ''
  lastSession: string | null = null
  readonly sessions = new Set<string>()
  /** Whether there were more sessions than could be kept. */
  hasMoreSessions = false
  readonly #decrypts = new StepCounts()
  readonly #failed = new StepCounts()

  add({ at, error, operation, caller }: ActivityEvent, region: string, budget: Budget): void {
    const { session_name: session } = caller
    this.calls++
    this.first = Math.min(this.first, at)
    if (at >= this.last) [this.last, this.lastRegion, this.lastSession] = [at, region, session]
    if (session !== null && !this.sessions.has(session)) {
      if (budget.take()) this.sessions.add(session)
      else this.hasMoreSessions = true
    }
    if (error === DRY_RUN_ERROR) this.dryRuns++
    else if (error !== null) {
      this.failures++
      this.#failed.add(Math.floor(at / FAILURES.step))
    } else if (operation === 'Decrypt') this.#decrypts.add(Math.floor(at / DECRYPTS.step))
  }

  /** The 24 hours with the most successful Decrypt calls. */
  get busiestDay(): Peak {
    return peakOf(this.#decrypts, DECRYPTS)
  }

  /** The hour with the most failed calls. */
  get worstHour(): Peak {
    return peakOf(this.#failed, FAILURES)
  }
}

interface Steps {
  /** Milliseconds. */
  step: number
  steps: number
}

/** Moves a window of so many steps over the counts. */
function peakOf(counts: StepCounts, { step, steps }: Steps): Peak {
  const sorted = counts.entries().toSorted(([a], [b]) => a - b)
  let [peak, sum, first]: [Peak, number, number] = [{ calls: 0, until: null }, 0, 0]
  for (const [last, calls] of sorted) {
    sum += calls
    for (; (sorted[first]?.[0] ?? last) <= last - steps; first++) sum -= sorted[first]?.[1] ?? 0
    if (sum > peak.calls) peak = { calls: sum, until: (last + 1) * step }
  }
  return peak
}
