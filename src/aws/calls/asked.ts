import type { AnswerTime } from '../session/clock.ts'

/** Reads an answer that AWS gave at that time. Throws `Malformed` (shape.ts) for one of another shape. */
export type Reader<T> = (answer: unknown, at: AnswerTime) => T

/** One call: how to send it, and how to read what comes back. */
export interface Asked<T> {
  send(): Promise<unknown>
  read: Reader<T>
}
