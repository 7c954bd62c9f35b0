import { HOUR, MINUTE, type Instant } from '../../src/model/time.ts'
import type { RandomChoices } from './random-choices.ts'

/** How AWS's time passes while the program runs. */
export interface Pace {
  name: 'still' | 'moving clock' | 'suspended machine'
  /** Milliseconds that each call takes by AWS's clock. */
  perCall: number
}

export const STILL: Pace = { name: 'still', perCall: 0 }

/** Most runs take no time; some take hours, and in half of them the program's own clock does not notice. */
export function randomPace(random: RandomChoices): Pace {
  if (!random.chance(0.3)) return STILL
  const perCall = random.pick([10 * MINUTE, HOUR, 3 * HOUR])
  return { name: random.chance(0.5) ? 'suspended machine' : 'moving clock', perCall }
}

/** AWS's clock in one run: it moves on with each call but the first, which tells the run its time. */
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

  /** A call begins. Time passes between calls, not during them: each answer is as of the moment in which it is read. */
  begin(): void {
    if (this.#underWay === 0) this.#calls++
    this.#underWay++
  }

  /** A call has ended, and its answer is about to be read. */
  end(): void {
    setTimeout(() => void this.#underWay--, 2)
  }

  /**
   * Milliseconds by the clock of the program's machine. Never the real ones: AWS's time does not pass with them, so that
   * on a busy machine the two clocks would seem to differ.
   */
  get elapsed(): () => number {
    return this.#pace.name === 'moving clock' ? () => this.#passed : () => 0
  }
}
