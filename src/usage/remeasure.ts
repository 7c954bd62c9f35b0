import type { Evidence, FutureUse, Sighting } from '../model/evidence.ts'
import type { Instant } from '../model/time.ts'
import { isoTime, MINUTE } from '../model/time.ts'

/** The time in which AWS can have answered, by AWS's clock as it is known at the end of a run. */
export interface Timeline {
  from: Instant
  to: Instant
  /** The clock was corrected during the run, so sights that were measured before are wrong. */
  isCorrected: boolean
}

/** Clocks that differ by less are taken as equal. */
const TOLERANCE = 5 * MINUTE

/**
 * Measures the sight of evidence again by AWS's clock. If it cannot be measured, because the answer is dated outside
 * the run or the question was about a future time, the silence of the source proves nothing. A use that it shows still
 * counts.
 */
export function remeasureEvidence(evidence: Evidence, timeline: Timeline): Evidence {
  const { answered, sighting, futureUse } = evidence
  if (futureUse !== undefined && futureUse.at <= timeline.to + TOLERANCE) return withFutureUse(evidence, futureUse)
  if (answered === undefined || sighting.kind === 'unknown') return evidence
  if (!isDatedWithin(answered, timeline)) {
    const outside = isWithin(answered.first, timeline) ? answered.last : answered.first
    return withoutSight(evidence, sighting, `its response is dated ${isoTime(outside)}, outside the time of this audit`)
  }
  if (!timeline.isCorrected) return evidence
  const until = answered.first - evidence.delay
  // The source saw nothing after the use, so there is no end to correct.
  if (sighting.kind === 'used' && sighting.until === sighting.at) return evidence
  const seen = { ...sighting, until: sighting.kind === 'used' ? Math.max(until, sighting.at) : until }
  // The start of the sight may have passed by the end of a long run, but it lay in the future when AWS answered.
  const startsInFuture = sighting.kind === 'not-seen' && sighting.since > answered.last + TOLERANCE
  return startsInFuture
    ? withoutSight(evidence, sighting, 'it was queried for a time in the future')
    : { ...evidence, sighting: seen }
}

/**
 * Adds a use that seemed to lie in the future because the clock was slow. The source saw nothing before or after it.
 */
function withFutureUse(evidence: Evidence, { at, ...call }: FutureUse): Evidence {
  return { ...evidence, sighting: { kind: 'used', at, precision: 'second', ...call, since: at, until: at } }
}

type Span = Pick<Timeline, 'from' | 'to'>

/** Whether all answers are dated within a span, with some tolerance. Answers without a date always are. */
export const isDatedWithin = (answered: Evidence['answered'], span: Span): boolean =>
  answered === undefined || (isWithin(answered.first, span) && isWithin(answered.last, span))

const isWithin = (at: Instant, { from, to }: Span): boolean => at >= from - TOLERANCE && at <= to + TOLERANCE

function withoutSight(evidence: Evidence, sighting: Exclude<Sighting, { kind: 'unknown' }>, why: string): Evidence {
  if (sighting.kind === 'used') {
    return { ...evidence, sighting: { ...sighting, since: sighting.at, until: sighting.at } }
  }
  return { ...evidence, sighting: { kind: 'unknown', reason: 'malformed', why } }
}
