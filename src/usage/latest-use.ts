import { compareTexts } from '../lib/text/compare-texts.ts'
import { defined } from '../lib/defined.ts'
import type { Evidence } from '../model/evidence.ts'
import type { Instant } from '../model/time.ts'
import type { Usage } from '../model/usage.ts'
import { disagreementText } from './disagreement.ts'
import { sawSince } from './sight.ts'
import { byPrecision, endOf, type Use, usesIn } from './use.ts'

/**
 * Returns the latest use that any source shows. Its time is the latest start of an answer (a second, an hour, a day),
 * so it is never earlier than a proven use. The finest of the answers that contain this time gives the operation and
 * event. Answers are not chained: a day that overlaps both a morning and an evening does not make them one use.
 */
export function latestUse(evidence: readonly Evidence[], now: Instant): Usage | null {
  const uses = usesIn(evidence)
  const at = Math.max(...uses.map(({ sighting }) => sighting.at))
  const finest = uses.filter(({ sighting }) => endOf(sighting) > at).toSorted(byFineness)[0]
  if (finest === undefined) return null
  const { precision, operation, eventId } = finest.sighting
  const disagreements = disagreementText(evidence)
  return {
    status: 'used',
    at,
    precision,
    ...defined({ operation, eventId }),
    source: finest.source,
    atLeast: !sawSince(evidence, endOf({ at, precision }), now),
    ...(disagreements !== null && { disagreement: disagreements }),
  }
}

/** Sorts the finest answer first. Other differences decide ties, so that the order of the evidence does not matter. */
const byFineness = (a: Use, b: Use): number =>
  byPrecision(a, b) || b.sighting.at - a.sighting.at || compareTexts(tieBreaker(a), tieBreaker(b))

/** An answer with an event ID comes first, because the event shows who made the call. */
const tieBreaker = ({ source, sighting: { operation = '', eventId } }: Use): string =>
  JSON.stringify([eventId === undefined, source, operation, eventId])
