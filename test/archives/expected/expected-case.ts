import type { KeyHistory } from '../../../src/model/archive/archive-question.ts'
import { ROLE } from './expected-records.ts'

/** One hand-written case about one key, and what every engine must answer. */
export interface ExpectedCase {
  /** What the case shows. */
  title: string
  /** The last digits of the key's id. */
  key: string
  records: readonly Readonly<Record<string, unknown>>[]
  /** What differs from a history without anything in it. Null: the key is absent from the answer. */
  history: Partial<KeyHistory> | null
}

/** A time of March 2024, such as `05T10:00:00`. */
export const at = (time: string) => Date.parse(`2024-03-${time}Z`)
export const use = (time: string, eventId: string, operation = 'Decrypt') => ({
  at: at(time),
  operation,
  principal: ROLE,
  service: null,
  eventId,
})
/** Calls of a day of March 2024. */
export const day = (time: string, events: number, more: Partial<KeyHistory['days'][number]> = {}) => ({
  day: `2024-03-${time}`,
  operation: 'Decrypt',
  principal: ROLE,
  service: null,
  error: null,
  ...more,
  events,
})
/** A key that was used once. */
export const once = (
  time: string,
  eventId: string,
  more: Partial<KeyHistory['days'][number]> = {},
): Partial<KeyHistory> => {
  const { operation = 'Decrypt', principal = ROLE, service = null } = more
  const last = { at: at(time), operation, principal, service, eventId }
  return { first: { ...last, eventId: null }, last, days: [day(time.slice(0, 2), 1, more)] }
}
