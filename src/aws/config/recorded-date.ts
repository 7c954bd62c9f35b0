import { TOLERANCE } from '../session/clock.ts'
import type { Instant } from '../../model/time.ts'

/** Nothing in AWS Config is older, and nothing that is recorded lies so far ahead. */
const EARLIEST = Date.UTC(2000, 0)
const LATEST = Date.UTC(2100, 0)

/** A date in a record of AWS Config: a text in ISO form, or milliseconds. Null: there is none, or it is no date. */
export function recordedDate(value: unknown): Instant | null {
  const at = typeof value === 'string' ? Date.parse(value) : value
  return typeof at === 'number' && at >= EARLIEST && at < LATEST ? at : null
}

/** A date of something that has happened. Null also for one that lies ahead of `now` by more than clocks may differ. */
export function pastDate(value: unknown, now: Instant): Instant | null {
  const at = recordedDate(value)
  return at !== null && at <= now + TOLERANCE ? at : null
}
