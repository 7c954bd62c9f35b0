import type { Coverage, CoverageDoubt, CoveredInterval } from '../../model/archive/coverage.ts'
import { HOUR, type Instant, SECOND } from '../../model/time.ts'
import { ARCHIVE_DELAY } from './archive-sightings.ts'

/**
 * The time that an archive must cover to show that a key was never used: from the creation of the key to the latest
 * time that an archive shows now. An audit tolerates one second between the creation and the start of the evidence.
 */
export const timeOfKey = (createdAt: Instant, now: Instant): CoveredInterval => ({
  since: createdAt + SECOND,
  until: now - ARCHIVE_DELAY - HOUR,
})

/**
 * The doubts about a time. Those between its end and the last covered time count as well, because the verdict reaches
 * back from the last covered time to the first hole.
 *
 * @param coverage of a longer time
 */
export function doubtsWithin({ doubts, intervals }: Coverage, { since, until }: CoveredInterval): CoverageDoubt[] {
  const end = Math.max(until, ...intervals.map(interval => interval.since))
  return doubts.flatMap(doubt =>
    doubt.until <= since || doubt.since >= end
      ? []
      : [{ ...doubt, since: Math.max(doubt.since, since), until: Math.min(doubt.until, end) }],
  )
}
