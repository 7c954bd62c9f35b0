import { archives } from '../../archives/registry.ts'
import type { GapLog } from '../../aws/calls/gap-log.ts'
import type { ArchivedContext } from '../../model/archive/archive-question.ts'
import { loadDependents, type NamedDependent } from '../../dependents/load-dependents.ts'
import type { Place } from '../../model/place.ts'
import type { Engines } from '../run/open-engines.ts'
import { placeId } from './resolve-key.ts'

/** What archives say about the data of keys. */
export interface ArchivedData {
  /** By the ARN of the key. */
  contexts: ReadonlyMap<string, readonly ArchivedContext[]>
  /** Places whose contexts could not be read. A gap says why. */
  unread: ReadonlySet<string>
  /** All types of resources, also those that were not searched: naming one of them takes no call. */
  types: readonly NamedDependent[]
}

/** The encryption contexts that archives keep, of all keys of the places. Null: no archive keeps any. */
export async function archivedData(
  places: readonly Place[],
  engines: Engines,
  gaps: GapLog,
): Promise<ArchivedData | null> {
  const asked = [...engines].filter(([, engine]) => engine.contexts !== undefined)
  if (asked.length === 0) return null
  const found = new Map<string, ArchivedContext[]>()
  const unread = new Set<string>()
  // One after the other, because an answer needs memory for the facts of a place.
  for (const [id, engine] of asked)
    for (const place of places) {
      const { account, region } = place
      const answer = await engine.contexts?.({ account, region })
      if (answer === undefined) continue
      if (answer.known) {
        for (const [key, contexts] of answer.contexts) found.set(key, [...(found.get(key) ?? []), ...contexts])
        continue
      }
      const { reason, why: message } = answer
      unread.add(placeId(place))
      gaps.add({ account, region, keyId: null, operation: archives[id].operation, reason, message })
    }
  return { contexts: found, unread, types: await loadDependents({ named: [], others: 'all', aggregator: null }) }
}
