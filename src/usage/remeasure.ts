import type { Evidence, FutureUse, Sighting } from '../model/evidence.ts'
import type { Instant } from '../model/time.ts'
import { isoTime, MINUTE } from '../model/time.ts'

/** When the answers of a run can have been given, by AWS's time as it is known at the end of the run. */
export interface Timeline {
  from: Instant
  to: Instant
  /** The run began with another time: sights that it was measured by are wrong. */
  isCorrected: boolean
}

/** Two clocks that differ by less agree. */
const TOLERANCE = 5 * MINUTE

/**
 * Evidence with its sight measured again by AWS's time. What cannot be measured shows no silence any more: its answer is
 * dated outside of the run, or it was asked about a time that has not come yet. A use that it shows stays.
 */
export function remeasured(evidence: Evidence, timeline: Timeline): Evidence {
  const { answered, sighting, futureUse } = evidence
  if (futureUse !== undefined && futureUse.at <= timeline.to + TOLERANCE) return withUse(evidence, futureUse)
  if (answered === undefined || sighting.kind === 'unknown') return evidence
  if (!isDatedWithin(answered, timeline)) {
    const odd = isWithin(answered.first, timeline) ? answered.last : answered.first
    return lost(evidence, sighting, `its response is dated ${isoTime(odd)}, outside the time of this audit`)
  }
  if (!timeline.isCorrected) return evidence
  const until = answered.first - evidence.delay
  // Nothing after the use was seen, whatever the time.
  if (sighting.kind === 'used' && sighting.until === sighting.at) return evidence
  const seen = { ...sighting, until: sighting.kind === 'used' ? Math.max(until, sighting.at) : until }
  // In a long run that time may have come by the end of the run, but not when AWS answered.
  const isAfterAll = sighting.kind === 'not-seen' && sighting.since > answered.last + TOLERANCE
  return isAfterAll
    ? lost(evidence, sighting, 'it was queried for a time in the future')
    : { ...evidence, sighting: seen }
}

/** The run began too early: what seemed to lie in the future was a use. Nothing around it was seen. */
function withUse(evidence: Evidence, { at, ...call }: FutureUse): Evidence {
  return { ...evidence, sighting: { kind: 'used', at, precision: 'second', ...call, since: at, until: at } }
}

type Span = Pick<Timeline, 'from' | 'to'>

/** Whether answers can have been given then. Those without a date are not measured by it. */
export const isDatedWithin = (answered: Evidence['answered'], span: Span): boolean =>
  answered === undefined || (isWithin(answered.first, span) && isWithin(answered.last, span))

const isWithin = (at: Instant, { from, to }: Span): boolean => at >= from - TOLERANCE && at <= to + TOLERANCE

function lost(evidence: Evidence, sighting: Exclude<Sighting, { kind: 'unknown' }>, why: string): Evidence {
  if (sighting.kind === 'used') {
    return { ...evidence, sighting: { ...sighting, since: sighting.at, until: sighting.at } }
  }
  return { ...evidence, sighting: { kind: 'unknown', reason: 'malformed', why } }
}
