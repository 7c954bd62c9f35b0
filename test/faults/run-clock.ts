import { HOUR, MINUTE, type Instant } from '../../src/model/time.ts'
import type { RandomChoices } from './random-choices.ts'

/** How the time of AWS passes while the program runs. */
export interface Pace {
  name: 'still' | 'moving clock' | 'suspended machine'
  /** Milliseconds that each call takes by the clock of AWS. */
  perCall: number
}

export const STILL: Pace = { name: 'still', perCall: 0 }

/**
 * Returns a random pace. Most runs take no time. Some take hours, and in half of these the clock of the program stands
 * still.
 */
export function randomPace(random: RandomChoices): Pace {
  if (!random.chance(0.3)) return STILL
  const perCall = random.pick([10 * MINUTE, HOUR, 3 * HOUR])
  return { name: random.chance(0.5) ? 'suspended machine' : 'moving clock', perCall }
}

/** The clock of AWS in one run. It moves with each call after the first, which sets the time of the run. */
export class RunClock {
  readonly #start: Instant
  readonly #pace: Pace
  #calls = 0
  #underWay = 0

  constructor(start: Instant, pace: Pace) {
    this.#start = start
    this.#pace = pace
  }

  get now(): Instant {
    return this.#start + this.#passed
  }

  get #passed(): number {
    return Math.max(0, this.#calls - 1) * this.#pace.perCall
  }

  /** Begins a call. Time passes between calls, not during them, so each answer is of the moment at which it is read. */
  begin(): void {
    if (this.#underWay === 0) this.#calls++
    this.#underWay++
  }

  /** Ends a call, whose answer is about to be read. */
  end(): void {
    setTimeout(() => void this.#underWay--, 2)
  }

  /**
   * Returns the milliseconds by the clock of the program's machine. They are never real, because the time of AWS is
   * simulated: on a busy machine the two clocks would seem to differ.
   */
  get elapsed(): () => number {
    return this.#pace.name === 'moving clock' ? () => this.#passed : () => 0
  }
}
