import type { Instant } from '../../model/time.ts'
import { MINUTE, SECOND } from '../../model/time.ts'
import { TimeVotes } from './time-votes.ts'

/** `Date` headers count whole seconds and travel for a while: less than this is no difference. */
const SAME = 2 * SECOND
/** A larger difference between two clocks is reported, and makes a date unusable. */
export const TOLERANCE = 5 * MINUTE

/** When AWS gave an answer, by two clocks that rarely differ: the `Date` header and the run's own. */
export interface AnswerTime {
  /** The `Date` header; the run's clock where the answer has none. */
  date: Instant
  /** The earlier of the two clocks. What the answer covers ends here. */
  earliest: Instant
  /** The later of the two clocks. What AWS keeps for a limited time is kept from this moment back. */
  latest: Instant
}

/**
 * AWS's time during one run. It starts at the `Date` of the first answer of AWS and goes on with a clock that is never
 * set. Only answers of AWS are observed, since a proxy's page has a `Date` too.
 */
export class RunClock {
  #machine: () => Instant
  #elapsed: () => number
  /** AWS's time when `elapsed` was 0. Null before the first answer. */
  #zero: Instant | null = null
  /** The machine's time when `elapsed` was 0. */
  #machineZero: Instant | null = null
  #now: Instant | null = null
  /** False once `now` is that of an earlier run. */
  #isOwn = true
  #skew = 0
  #votes = new TimeVotes()
  #last: Instant = Number.NEGATIVE_INFINITY

  /** @param elapsed milliseconds of a clock that only goes forward, whatever happens to the machine's time. */
  constructor(machine: () => Instant, elapsed: () => number = () => performance.now()) {
    this.#machine = machine
    this.#elapsed = elapsed
  }

  /** Milliseconds by which AWS's clock is ahead of the machine's. Less than two seconds are no difference. */
  get offset(): number {
    return this.#skew
  }

  /** The run's one `now`: the time of the first answer. The same for all keys and Regions. */
  get now(): Instant {
    return this.#now ?? this.#machine()
  }

  /** AWS's time at this moment, by the first answer and the time that has passed since. */
  get time(): Instant {
    return this.#zero === null ? this.#machine() : this.#zero + this.#elapsed()
  }

  /**
   * The latest moment at which an answer of this run can have been given. While a machine is suspended, `elapsed` stops
   * and the machine's own clock goes on. A `Date` that neither of the two explains is wrong, also that of the last
   * answer.
   */
  get latest(): Instant {
    return Math.max(this.time, Math.min(this.#last, this.time + this.#suspended))
  }

  /** Milliseconds by which the machine's clock has gone on while `elapsed` did not. */
  get #suspended(): number {
    return this.#machineZero === null ? 0 : Math.max(0, this.#machine() - this.#elapsed() - this.#machineZero)
  }

  /** Milliseconds by which AWS is ahead of this machine, where that is enough to report. */
  get wrongBy(): number | null {
    return Math.abs(this.#skew) > TOLERANCE ? this.#skew : null
  }

  /**
   * Continues an earlier run: the report is as of that run's `now`. AWS's time is still read from this run's answers.
   */
  resume(now: Instant): void {
    this.#now = now
    this.#isOwn = false
  }

  /** Takes the `Date` header of an answer of AWS. Returns when that answer was given. */
  observe(header: string | undefined): AnswerTime {
    const parsed = header === undefined ? Number.NaN : Date.parse(header)
    if (Number.isNaN(parsed)) return { date: this.time, earliest: this.time, latest: this.time }
    const elapsed = this.#elapsed()
    if (this.#zero === null) this.#start(parsed, elapsed)
    this.#votes.add(parsed - elapsed)
    this.#last = parsed
    const ours = this.time
    return { date: parsed, earliest: Math.min(parsed, ours), latest: Math.max(parsed, ours) }
  }

  /**
   * At the end of a run: when most answers disagree with the first one by more than five minutes, theirs is AWS's time.
   * Returns the milliseconds by which `now` was wrong, or null. `now` of a resumed run stays: it is not this run's.
   */
  settle(): number | null {
    const elected = this.#votes.winner
    if (this.#zero === null || elected === null) return null
    const wrong = elected - this.#zero
    if (Math.abs(wrong) <= TOLERANCE) return null
    if (this.#isOwn && this.#now !== null) this.#now += wrong
    this.#zero = elected
    this.#skew += wrong
    return wrong
  }

  #start(theirs: Instant, elapsed: number): void {
    const ours = this.#machine()
    this.#skew = Math.abs(theirs - ours) < SAME ? 0 : theirs - ours
    this.#now ??= ours + this.#skew
    this.#zero = ours + this.#skew - elapsed
    this.#machineZero = ours - elapsed
  }
}
