import { LookupEventsCommand, type Event } from '@aws-sdk/client-cloudtrail'
import { failure, type Answer } from '../../aws/answers/answer.ts'
import { tokenBy } from '../../aws/calls/pages.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { LastUserRecord } from '../../model/report/activity.ts'
import { type Instant, isoTime, MINUTE } from '../../model/time.ts'
import type { Usage } from '../../model/usage.ts'
import { callerOf, encryptionContextOf } from './caller.ts'
import { foundEvents } from './found-events.ts'
import { DELAY, HORIZON } from './key-events.ts'
import { isAboutKey, operationOf, pairIn, parseRecord, timeOf, type TrailRecord } from './trail-record.ts'

export interface UsedKey {
  id: string
  arn: string
}

/** The id of a lookup of the last user in the queue of LookupEvents, which orders these lookups after all others. */
export const queueIdOf = ({ arn }: UsedKey, isUnused: boolean): string => `${isUnused ? UNUSED : OTHERS}${arn}`

const UNUSED = 'last user of an unused key '
const OTHERS = 'last user '

/** Evidence comes first, because verdicts depend on it; then the last users of unused keys, which people act on. */
export const rankLookup = (id: string): number => (id.startsWith(UNUSED) ? 1 : id.startsWith(OTHERS) ? 2 : 0)

/** The operation by which the last user is looked up. */
export const LAST_USER_OPERATION = 'cloudtrail:LookupEvents'

/**
 * Says why no event can show the last user, without a call. Null: the event has to be looked up.
 *
 * @param now the time of the run
 */
export function whyNoEvent(usage: Usage, now: Instant): LastUserRecord | null {
  if (usage.status === 'never') return { status: 'none', why: 'the key was never used' }
  if (usage.status === 'not-observed')
    return {
      status: 'unknown',
      why: `no use recorded since ${isoTime(usage.since).slice(0, 10)}; earlier use is unknown`,
    }
  if (usage.status === 'unknown') return { status: 'unknown', why: 'the last use is not known' }
  if (usage.at < now - HORIZON) return { status: 'unknown', why: 'older than the 90 days of CloudTrail event history' }
  if (usage.eventId === undefined)
    return { status: 'unknown', why: `${usage.source} shows the use, but not its CloudTrail event` }
  return null
}

/**
 * Looks up the event of the last use of a key by its id, mostly with one call. The answer is a failure if the event cannot be
 * read, and an unknown user if there is no such event.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export async function lookUpLastUser(
  client: PlaceClient,
  key: UsedKey,
  { eventId, at, isUnused }: { eventId: string; at: Instant; isUnused: boolean },
): Promise<Answer<LastUserRecord>> {
  const found = await findEvent(client, key, eventId, isUnused)
  if (!found.known) return found
  if (found.value !== null) return userIn(found.value, key, eventId)
  const isRecent = at > client.now - DELAY
  const why = isRecent
    ? `CloudTrail does not have the event yet; it arrives within ${DELAY / MINUTE} minutes`
    : `CloudTrail event history has no event ${eventId}`
  return { known: true, value: { status: 'unknown', event_id: eventId, why } }
}

/** A page can be empty although another one follows. */
const MOST_PAGES = 5

/** Finds an event by its id. Null: there is none. */
async function findEvent(
  client: PlaceClient,
  key: UsedKey,
  eventId: string,
  isUnused: boolean,
): Promise<Answer<Event | null>> {
  const trail = await client.clients.cloudtrail()
  const LookupAttributes = [{ AttributeKey: 'EventId' as const, AttributeValue: eventId }]
  const send = (token: string | undefined) =>
    trail.send(new LookupEventsCommand({ LookupAttributes, ...tokenBy(token) }))
  const request = { id: queueIdOf(key, isUnused), maxPages: MOST_PAGES, send, read: foundEvents }
  for await (const page of client.pages(LAST_USER_OPERATION, request)) {
    if (!page.known) return page
    const { events } = page.value
    const event = events.find(({ EventId }) => EventId === eventId)
    if (event !== undefined) return { known: true, value: event }
    // An event without a readable id may be the one, so it is not silence.
    if (events.length > 0) return failure('malformed', `the lookup of event ${eventId} returned another event`)
  }
  return { known: true, value: null }
}

function userIn(event: Event, { arn }: UsedKey, eventId: string): Answer<LastUserRecord> {
  const record = parseRecord(event)
  if (record === null) return failure('malformed', `the record of event ${eventId} is not valid JSON`)
  const about = isAboutKey(record, arn)
  if (!about.clear) return failure('malformed', `event ${eventId} ${about.why}`)
  if (!about.value)
    return {
      known: true,
      value: { status: 'unknown', event_id: eventId, why: `event ${eventId} does not name the key` },
    }
  const operation = operationOf(record)
  const at = timeOf(record)
  if (!operation.clear) return failure('malformed', `event ${eventId} ${operation.why}`)
  if (at === null) return failure('malformed', `event ${eventId} has no time`)
  return {
    known: true,
    value: {
      status: 'known',
      event_id: eventId,
      event_time: isoTime(at),
      operation: operation.value.operation,
      ...callerOf(record),
      encryption_context: encryptionContextOf(record, isDestination(record, arn)),
    },
  }
}

/** Whether the key is the one that a ReEncrypt encrypts with. */
export function isDestination(record: TrailRecord, arn: string): boolean {
  const pair = pairIn(record)
  return pair !== null && pair.to === arn && pair.from !== arn
}
