import type { Evidence } from '../model/evidence.ts'
import type { Instant } from '../model/time.ts'
import type { Usage } from '../model/usage.ts'
import { disagreement } from './disagreement.ts'
import { sawSince } from './sight.ts'
import { byPrecision, endOf, type Use, usesIn } from './use.ts'

/**
 * The latest use that any source tells of. Its time is the latest start that is proven, so that it is never earlier
 * than what anyone saw; of the sources whose span holds that moment, the finest tells the rest. Spans are not
 * chained: a day that overlaps both a morning and an evening does not make them one use.
 */
export function lastUse(evidence: readonly Evidence[], now: Instant): Usage | null {
  const uses = usesIn(evidence)
  const at = Math.max(...uses.map(({ sighting }) => sighting.at))
  const teller = uses.filter(({ sighting }) => endOf(sighting) > at).toSorted(byRank)[0]
  if (teller === undefined) return null
  const { precision, operation, eventId } = teller.sighting
  const discord = disagreement(evidence)
  return {
    status: 'used',
    at,
    precision,
    ...(operation !== undefined && { operation }),
    ...(eventId !== undefined && { eventId }),
    source: teller.source,
    atLeast: !sawSince(evidence, endOf({ at, precision }), now),
    ...(discord !== null && { disagreement: discord }),
  }
}

/** The finest first; then whatever makes the choice the same in any order of the evidence. */
const byRank = (a: Use, b: Use): number =>
  byPrecision(a, b) || b.sighting.at - a.sighting.at || compare(rest(a), rest(b))

/** With an event id before without: it leads to who made the call. */
const rest = ({ source, sighting: { operation = '', eventId } }: Use): string =>
  JSON.stringify([eventId === undefined, source, operation, eventId])

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
