import type { Instant } from '../../model/time.ts'
import { eachOf } from './answer-question.ts'
import { factsTable } from './facts-table.ts'
import type { OpenSegment } from './segment.ts'
import { type ArchivePlace, placeName } from '../archive-place.ts'

/**
 * When the keys of a place were created, by their CreateKey events. A key without one was created before the archive
 * begins, or in a time that is missing from it. Throws `DamagedIndex`.
 */
export async function creationsIn(
  segments: readonly OpenSegment[],
  place: ArchivePlace,
): Promise<Map<string, Instant>> {
  const created = new Map<string, Instant>()
  for (const segment of segments)
    await eachOf(segment.rows(factsTable, placeName(place)), ({ key, operation, error, first }) => {
      if (operation === 'CreateKey' && error === null) created.set(key, Math.min(first, created.get(key) ?? first))
    })
  return created
}
