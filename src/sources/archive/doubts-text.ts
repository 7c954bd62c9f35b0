import type { CoverageDoubt } from '../../model/archive/coverage.ts'
import { minuteText } from '../../model/time.ts'

/** Stretches that are named; the others are counted. */
const NAMED = 3

/** Says in which time a use may be missing from an archive, and why. */
export function doubtsText(doubts: readonly CoverageDoubt[]): string {
  const named = doubts
    .slice(0, NAMED)
    .map(({ since, until, why }) => `${minuteText(since)} to ${minuteText(until)}: ${why}`)
  const more = doubts.length - named.length
  return `a use may be missing from the archive: ${[...named, ...(more > 0 ? [`and ${more} more times`] : [])].join('; ')}`
}
