import type { KeyHistory } from '../../model/archive/archive-question.ts'
import type { Coverage, CoveredInterval } from '../../model/archive/coverage.ts'
import type { Sighting } from '../../model/evidence.ts'
import { HOUR, type Instant } from '../../model/time.ts'
import { DELIVERY_MARGIN } from './deliveries.ts'

/** How late an archive shows a use: until it is surely delivered, and an hour until a digest file confirms it. */
export const ARCHIVE_DELAY: number = DELIVERY_MARGIN + HOUR

/**
 * What an archive says about the last use of one key, for the verdict: the last use with the covered time around it,
 * and each covered interval after it, in which there was none. `history` is the answer for `window`.
 */
export function sightingsOf(history: KeyHistory | null, coverage: Coverage, window: CoveredInterval): Sighting[] {
  const last = history?.last ?? null
  const later = coverage.intervals.filter(({ until }) => last === null || until > last.at)
  const around = last === null ? undefined : later.find(({ since }) => since <= last.at)
  const silent = later.filter(each => each !== around).map(each => notSeen(each))
  if (last !== null) {
    const { at, operation, eventId } = last
    const sight = around ?? { since: at, until: at }
    return [
      { kind: 'used', at, precision: 'second', operation, ...(eventId !== null && { eventId }), ...sight },
      ...silent,
    ]
  }
  return silent.length > 0 ? silent : [{ kind: 'unknown', why: whyNotCovered(coverage, window.until) }]
}

const notSeen = ({ since, until }: CoveredInterval): Sighting => ({ kind: 'not-seen', since, until })

/** The latest doubt is the one that keeps the archive from saying anything about today. */
function whyNotCovered({ doubts }: Coverage, until: Instant): string {
  const latest = doubts.find(doubt => doubt.until >= until) ?? doubts.at(-1)
  return `no use found, but ${latest?.why ?? 'no time was looked at'}`
}
