import type { Evidence, Sighting } from '../model/evidence.ts'
import { HOUR, type Instant } from '../model/time.ts'

/** A span of time that complete sources saw without a hole. */
interface Sight {
  since: Instant
  until: Instant
  /** The time at which the sources answered: `until` plus their delays. */
  asOf: Instant
}

/** The answer of a complete source: the last use in its sight, or that there was none. */
export type CompleteAnswer = Evidence & { sighting: Extract<Sighting, { kind: 'used' | 'not-seen' }> }

/**
 * Joins the sights of complete sources, from the latest one back to the first hole. Sights before a hole do not count,
 * because there may have been a use in the hole.
 */
export function completeSight(evidence: readonly Evidence[]): Sight | null {
  const [latest, ...earlier] = completeAnswers(evidence)
    .map(toSight)
    .filter(({ since, until }) => since <= until)
    .toSorted((a, b) => b.until - a.until)
  return latest === undefined ? null : earlier.reduce(extendBack, latest)
}

/** Whether complete sources saw everything from `from` until about now. Their usual delays are allowed. */
export function sawSince(evidence: readonly Evidence[], from: Instant, now: Instant): boolean {
  const together = completeSight(evidence)
  // A source that found a use within its delay has a sight that ends before it starts, but it missed no later use.
  const withinDelay = completeAnswers(evidence)
    .map(toSight)
    .filter(({ since, until }) => since > until)
  return [...withinDelay, ...(together === null ? [] : [together])].some(
    sight => sight.since <= from && reachesNow(sight, now),
  )
}

/** Allows an hour, because clocks differ. */
export const reachesNow = ({ asOf }: Sight, now: Instant): boolean => asOf >= now - HOUR

export const completeAnswers = (evidence: readonly Evidence[]): CompleteAnswer[] =>
  evidence.filter(
    (each): each is CompleteAnswer =>
      each.complete && (each.sighting.kind === 'used' || each.sighting.kind === 'not-seen'),
  )

const toSight = ({ sighting: { since, until }, delay }: CompleteAnswer): Sight => ({
  since,
  until,
  asOf: until + delay,
})

const extendBack = (stretch: Sight, earlier: Sight): Sight =>
  earlier.until < stretch.since
    ? stretch
    : {
        since: Math.min(stretch.since, earlier.since),
        until: stretch.until,
        asOf: Math.max(stretch.asOf, earlier.asOf),
      }
