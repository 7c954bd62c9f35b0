import type { PlaceClient } from '../../../aws/session/place-client.ts'
import type { Instant } from '../../../model/time.ts'
import type { ActivitySink } from '../../activity-reader.ts'
import { readActivityEvent } from './activity-event.ts'
import { eventPages, named } from './event-pages.ts'

/** Pages of one operation: changes are rare, except for grants. */
const MOST_PAGES = 5

/**
 * Looks changes up by the name of their operation, so that all of them are known although other events are too many.
 *
 * @returns the operations whose events could not all be read or understood. A gap says why one could not be read
 */
export async function lookUpChanges(
  client: PlaceClient,
  operations: readonly string[],
  since: Instant,
  sink: ActivitySink,
): Promise<string[]> {
  const unread: string[] = []
  for (const operation of operations) {
    for await (const page of eventPages(client, named(operation), since, MOST_PAGES)) {
      if (!page.known) {
        unread.push(operation)
        if (page.reason === 'partial') client.gap(LOOKUP, 'partial', `only the newest events of ${operation} were read`)
        else client.note(page, LOOKUP)
        break
      }
      for (const each of page.value.events) {
        const event = readActivityEvent(each)
        if (event === 'not_understood') unread.push(operation)
        else if (event !== null) sink.change(event)
      }
    }
  }
  return [...new Set(unread)]
}

const LOOKUP = 'cloudtrail:LookupEvents'
