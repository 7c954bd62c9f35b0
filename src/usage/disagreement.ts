import type { Evidence } from '../model/evidence.ts'
import { isoTime, SECOND } from '../model/time.ts'
import { type Answer, completeAnswers } from './sight.ts'
import { endOf, type Use, usesIn } from './use.ts'

/**
 * In words, which complete sources saw the whole time of a use that another source tells of, and do not know it; or
 * null. A use after the end of a sight is delay, and a positive source's earlier date claims nothing: neither is a
 * disagreement.
 */
export function disagreement(evidence: readonly Evidence[]): string | null {
  const uses = usesIn(evidence).toSorted((a, b) => b.sighting.at - a.sighting.at || (a.source < b.source ? -1 : 1))
  const notes = completeAnswers(evidence).flatMap(answer => {
    const missed = uses.find(use => denies(answer, use))
    return missed === undefined ? [] : [inWords(answer, missed)]
  })
  return notes.length === 0 ? null : [...new Set(notes)].toSorted().join('; ')
}

function denies({ sighting }: Answer, { sighting: use }: Use): boolean {
  if (sighting.since > use.at || sighting.until < endOf(use)) return false
  if (sighting.kind === 'not-seen') return true
  if (sighting.eventId !== undefined && sighting.eventId === use.eventId) return false
  // Two sources stamp one call at its start and at its end: a second between them is no disagreement.
  return endOf(sighting) + SECOND <= use.at
}

const inWords = ({ source, sighting }: Answer, use: Use): string =>
  `${use.source} reports a use at ${isoTime(use.sighting.at)}, but ` +
  `${source} covers that time and shows none${sighting.kind === 'used' ? ` after ${isoTime(sighting.at)}` : ''}`
