import type { ArchivedContext } from '../../model/archive/archive-question.ts'
import { CRYPTO_OPERATIONS } from '../../model/operations/crypto-operations.ts'
import { STATE_ERRORS } from '../../model/operations/state-errors.ts'
import type { ArchiveFact } from '../archive-fact.ts'
import { eachOf } from './answer-question.ts'
import { factsTable } from './facts-table.ts'
import type { OpenSegment } from './segment.ts'
import { type ArchivePlace, placeName } from '../archive-place.ts'

/**
 * The encryption contexts of the keys of a place, each with its last day. Calls that failed because of the state of the
 * key count too: they needed the key. Throws `DamagedIndex`.
 */
export async function contextsIn(
  segments: readonly OpenSegment[],
  place: ArchivePlace,
): Promise<Map<string, ArchivedContext[]>> {
  const found = new Map<string, Map<string, ArchivedContext>>()
  for (const segment of segments)
    await eachOf(segment.rows(factsTable, placeName(place)), fact => {
      if (fact.contexts.length > 0 && isNeed(fact)) addTo(found, fact)
    })
  return new Map(Array.from(found, ([key, contexts]) => [key, [...contexts.values()]]))
}

const isNeed = ({ operation, error }: ArchiveFact): boolean =>
  CRYPTO_OPERATIONS.has(operation) && (error === null || STATE_ERRORS.has(error))

function addTo(found: Map<string, Map<string, ArchivedContext>>, { key, day, contexts }: ArchiveFact): void {
  const known = found.get(key) ?? new Map<string, ArchivedContext>()
  found.set(key, known)
  for (const context of contexts) {
    const text = JSON.stringify(context)
    const before = known.get(text)
    if (before === undefined || before.day < day) known.set(text, { context, day })
  }
}
