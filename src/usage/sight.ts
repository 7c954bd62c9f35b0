import type { Evidence, Sighting } from '../model/evidence.ts'
import { HOUR, type Instant } from '../model/time.ts'

/** A stretch of time of which complete sources saw every moment. */
interface Sight {
  since: Instant
  until: Instant
  /** `until` without the sources' delays: the moment for which they answered. */
  asOf: Instant
}

/** A complete source that answered: it names the last use in its sight, or says that there was none. */
export type Answer = Evidence & { sighting: Extract<Sighting, { kind: 'used' | 'not-seen' }> }

/**
 * What complete sources together saw, reaching back without a hole from the latest moment that any of them saw. An
 * older island does not count: a use could hide in the hole before it.
 */
export function completeSight(evidence: readonly Evidence[]): Sight | null {
  const [latest, ...earlier] = completeAnswers(evidence)
    .map(sightOf)
    .filter(({ since, until }) => since <= until)
    .toSorted((a, b) => b.until - a.until)
  return latest === undefined ? null : earlier.reduce(joinTouching, latest)
}

/** Whether complete sources saw everything from `from` until about now; their delays do not count. */
export function sawSince(evidence: readonly Evidence[], from: Instant, now: Instant): boolean {
  const together = completeSight(evidence)
  // A use found within the delay leaves a sight that ends before it begins: that is none, yet nothing later escaped it.
  const withinDelay = completeAnswers(evidence)
    .map(sightOf)
    .filter(({ since, until }) => since > until)
  return [...withinDelay, ...(together === null ? [] : [together])].some(
    sight => sight.since <= from && reachesNow(sight, now),
  )
}

/** An hour's tolerance, for clocks that differ. */
export const reachesNow = ({ asOf }: Sight, now: Instant): boolean => asOf >= now - HOUR

export const completeAnswers = (evidence: readonly Evidence[]): Answer[] =>
  evidence.filter(
    (each): each is Answer => each.complete && (each.sighting.kind === 'used' || each.sighting.kind === 'not-seen'),
  )

const sightOf = ({ sighting: { since, until }, delay }: Answer): Sight => ({
  since,
  until,
  asOf: until + delay,
})

const joinTouching = (stretch: Sight, earlier: Sight): Sight =>
  earlier.until < stretch.since
    ? stretch
    : {
        since: Math.min(stretch.since, earlier.since),
        until: stretch.until,
        asOf: Math.max(stretch.asOf, earlier.asOf),
      }
