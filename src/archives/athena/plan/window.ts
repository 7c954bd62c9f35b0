import type { Instant } from '../../../model/time.ts'
import { dayEnd, dayStart } from './chunks.ts'

/** The whole days of a question that a table may have records of. `earliest`: no record is older. */
export function windowIn(
  earliest: Instant,
  { since, until }: { since: Instant; until: Instant },
  now: Instant,
): { since: Instant; until: Instant } {
  const start = Math.max(dayStart(since), dayStart(earliest))
  return { since: start, until: Math.max(start, Math.min(dayEnd(until), dayEnd(now))) }
}
