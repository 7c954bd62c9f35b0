import type { Evidence } from '../model/evidence.ts'
import { isoTime, SECOND } from '../model/time.ts'
import { type CompleteAnswer, completeAnswers } from './sight.ts'
import { endOf, type Use, usesIn } from './use.ts'

/**
 * Names the complete sources that saw the whole time of a use but do not show it, while another source shows it. Null:
 * the sources agree. A use after the end of a sight is only delayed, and a positive source with an earlier use does not
 * claim that there was no later one, so neither is a disagreement.
 */
export function disagreementText(evidence: readonly Evidence[]): string | null {
  const uses = usesIn(evidence).toSorted((a, b) => b.sighting.at - a.sighting.at || (a.source < b.source ? -1 : 1))
  const notes = completeAnswers(evidence).flatMap(answer => {
    const missed = uses.find(use => contradicts(answer, use))
    return missed === undefined ? [] : [noteText(answer, missed)]
  })
  return notes.length === 0 ? null : [...new Set(notes)].toSorted().join('; ')
}

function contradicts({ sighting }: CompleteAnswer, { sighting: use }: Use): boolean {
  if (sighting.since > use.at || sighting.until < endOf(use)) return false
  if (sighting.kind === 'not-seen') return true
  if (sighting.eventId !== undefined && sighting.eventId === use.eventId) return false
  // One source may record the start of a call and another its end, so a difference of one second is not a disagreement.
  return endOf(sighting) + SECOND <= use.at
}

const noteText = ({ source, sighting }: CompleteAnswer, use: Use): string =>
  `${use.source} reports a use at ${isoTime(use.sighting.at)}, but ` +
  `${source} covers that time and shows none${sighting.kind === 'used' ? ` after ${isoTime(sighting.at)}` : ''}`
