import type { AnswerTime } from '../session/clock.ts'

/** Reads an answer that AWS gave at that time. Throws `Malformed` (shape.ts) for one of another shape. */
export type ReadAnswer<T> = (answer: unknown, at: AnswerTime) => T

/** One call: how to send it, and how to read what comes back. */
export interface CallRequest<T> {
  send(): Promise<unknown>
  read: ReadAnswer<T>
}
