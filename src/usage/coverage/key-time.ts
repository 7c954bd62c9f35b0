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

/** The doubts about a part of the time. `coverage` is that of a longer time. */
export const doubtsWithin = (
  { doubts }: Pick<Coverage, 'doubts'>,
  { since, until }: CoveredInterval,
): CoverageDoubt[] =>
  doubts.flatMap(doubt =>
    doubt.until <= since || doubt.since >= until
      ? []
      : [{ ...doubt, since: Math.max(doubt.since, since), until: Math.min(doubt.until, until) }],
  )
