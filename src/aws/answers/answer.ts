import type { GapReason } from '../../model/gap.ts'
import type { AnswerTime } from '../session/clock.ts'

/** What one AWS call came to: a value, or why there is none. Structurally a `Fact`. */
export type Answer<T> = { known: true; value: T } | Failure

/** A value with the time at which AWS gave it. */
export type Timed<T> = { known: true; value: T; at: AnswerTime }
export type TimedAnswer<T> = Timed<T> | Failure

/** Without the time: what is kept in a checkpoint, or compared, is the value alone. */
export const untimed = <T>(answer: TimedAnswer<T>): Answer<T> =>
  answer.known ? { known: true, value: answer.value } : answer

export interface Failure {
  known: false
  reason: GapReason
  /** For people, in words; AWS's own message where there was one. */
  why: string
  /** The operation was given up for the whole place, and a gap already says so. */
  givenUp: boolean
}

export const failure = (reason: GapReason, why: string): Failure => ({ known: false, reason, why, givenUp: false })
