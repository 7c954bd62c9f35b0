import type { Coverage, CoverageDoubt, CoveredInterval } from '../../model/archive/coverage.ts'
import { HOUR, type Instant, SECOND } from '../../model/time.ts'
import { ARCHIVE_DELAY } from './archive-sightings.ts'

/**
 * The time that an archive has to cover, so that its silence shows that a key was never used: all of it from the creation
 * of the key, as the verdict of an audit has it. The second is the tolerance between the creation and the start of
 * evidence, and the end is the latest time that an archive shows now.
 */
export const timeOfKey = (createdAt: Instant, now: Instant): CoveredInterval => ({
  since: createdAt + SECOND,
  until: now - ARCHIVE_DELAY - HOUR,
})

/**
 * The doubts about a part of the time, also those after it that come before the last covered time: the verdict reaches
 * back from there to the first hole. `coverage` is that of a longer time.
 */
export function doubtsWithin({ doubts, intervals }: Coverage, { since, until }: CoveredInterval): CoverageDoubt[] {
  const end = Math.max(until, ...intervals.map(interval => interval.since))
  return doubts.flatMap(doubt =>
    doubt.until <= since || doubt.since >= end
      ? []
      : [{ ...doubt, since: Math.max(doubt.since, since), until: Math.min(doubt.until, end) }],
  )
}
