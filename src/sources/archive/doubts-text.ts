import type { CoverageDoubt } from '../../model/archive/coverage.ts'
import type { ArchiveDoubt } from '../../model/assessments/archived-activity.ts'
import { isoTime, minuteText } from '../../model/time.ts'

/** Stretches that are named, the longest ones; the others are counted. */
const NAMED = 3

/** Says in which time a use may be missing from an archive, and why. */
export function doubtsText(doubts: readonly CoverageDoubt[]): string {
  const longest = doubts.toSorted((a, b) => b.until - b.since - (a.until - a.since)).slice(0, NAMED)
  const named = longest
    .toSorted((a, b) => a.since - b.since)
    .map(({ since, until, why }) => `${minuteText(since)} to ${minuteText(until)}: ${why}`)
  const more = doubts.length - named.length
  const others = more === 0 ? [] : [more === 1 ? 'and a shorter time' : `and ${more} shorter times`]
  return `a use may be missing from the archive: ${[...named, ...others].join('; ')}`
}

/** A doubt as documents print it. */
export const toDoubtRecord = ({ since, until, why }: CoverageDoubt): ArchiveDoubt => ({
  since: isoTime(since),
  until: isoTime(until),
  why,
})
