import { readTrailChange, TRAIL_CHANGES } from '../../archives/records/trail-change.ts'
import type { AnswerTime } from '../../aws/session/clock.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { TrailChange, TrailHistory } from '../../model/archive/coverage.ts'
import type { Instant } from '../../model/time.ts'
import { eventPages, named } from '../cloudtrail/activity/event-pages.ts'
import { DELAY, HORIZON, keptSince } from '../cloudtrail/key-events.ts'
import { parseRecord, serviceOf, timeOf } from '../cloudtrail/trail-record.ts'

/** Trails are rarely changed: a thousand changes of one kind in 90 days are more than is worth the time. */
const MOST_PAGES = 20

/**
 * Reads the changes of trails in the event history of a place, by the name of each operation. Null: they could not all
 * be read or understood, and a gap says so.
 */
export async function readTrailHistory(client: PlaceClient): Promise<TrailHistory | null> {
  const asked = client.now - HORIZON
  const changes: TrailChange[] = []
  let [since, until] = [asked, client.now]
  // One after the other: after a refusal the others are not worth asking.
  for (const operation of TRAIL_CHANGES) {
    const found = await readChanges(client, operation, asked)
    if (found === null) return null
    changes.push(...found.changes)
    since = Math.max(since, keptSince(found.last))
    until = Math.min(until, found.first.earliest - DELAY)
  }
  return { since, until, changes }
}

interface FoundChanges {
  changes: TrailChange[]
  /** AWS's time of the first and the last page. */
  first: AnswerTime
  last: AnswerTime
}

async function readChanges(client: PlaceClient, operation: string, since: Instant): Promise<FoundChanges | null> {
  const changes: TrailChange[] = []
  let first: AnswerTime | null = null
  let last: AnswerTime | null = null
  for await (const page of eventPages(client, named(operation), since, MOST_PAGES)) {
    if (!page.known) {
      client.note({ ...page, why: `whether trails were changed (${operation}): ${page.why}` }, LOOKUP)
      return null
    }
    last = page.at
    first ??= page.at
    for (const event of page.value.events) {
      const change = readChange(event, client)
      if (change === 'not_understood') {
        client.gap(LOOKUP, 'malformed', `an event of ${operation} could not be understood`)
        return null
      }
      if (change !== null) changes.push(change)
    }
  }
  return first === null || last === null ? null : { changes, first, last }
}

const LOOKUP = 'cloudtrail:LookupEvents'

/** Null: the event changed no trail, because the call failed or went to another service. */
function readChange(
  event: Parameters<typeof parseRecord>[0],
  { place }: PlaceClient,
): TrailChange | null | 'not_understood' {
  const record = parseRecord(event)
  const service = record === null ? null : serviceOf(record)
  if (record === null || service === null || !service.clear) return 'not_understood'
  if (service.value !== '' && service.value !== 'cloudtrail.amazonaws.com') return null
  const change = readTrailChange(record.inner, place)
  if (change === null) return null
  return 'odd' in change ? 'not_understood' : { ...change, at: Math.max(change.at, timeOf(record) ?? change.at) }
}
