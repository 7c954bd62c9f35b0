import { LookupEventsCommand, type LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail'
import type { Failure } from '../../../aws/answers/answer.ts'
import type { AnswerTime } from '../../../aws/session/clock.ts'
import type { PlaceClient } from '../../../aws/session/place-client.ts'
import { tokenBy } from '../../../aws/calls/pages.ts'
import { mapBounded } from '../../../lib/flow/map-bounded.ts'
import type { ActivityRecord, UnreadManagementRecord } from '../../../model/report/activity.ts'
import { type Instant, isoTime } from '../../../model/time.ts'
import { foundEvents } from '../found-events.ts'
import { DELAY, HORIZON, keptSince } from '../key-events.ts'
import { groupCallers } from './caller-groups.ts'
import { type KeyEvent, readKeyEvent } from './key-event.ts'
import { changesOf, type ChangeTraits, managementRecords } from './management-events.ts'

/** Pages of the events of a key that are read for its callers: 100 events. */
export const CALLER_PAGES = 2

export interface ActiveKey extends ChangeTraits {
  arn: string
}

/** What was read, and the first failure. The caller notes it as a gap. */
export interface ReadActivity {
  record: ActivityRecord
  failure: Failure | null
}

/**
 * Reads who used and who changed a key in the last 90 days. The events of a busy key fill the two pages within minutes,
 * so its changes are then looked up by the name of the operation, one page each: they are rare in a Region.
 */
export async function readActivity(client: PlaceClient, key: ActiveKey): Promise<ReadActivity> {
  const byArn = await readEvents(
    client,
    key.arn,
    { AttributeKey: 'ResourceName', AttributeValue: key.arn },
    CALLER_PAGES,
  )
  return activityIn(byArn, byArn.why === null ? NO_CHANGES : await readChanges(client, key))
}

/** Reads who called a key, without changes of the key that the newest calls do not reach back to. */
export async function readCallers(client: PlaceClient, arn: string): Promise<ReadActivity> {
  const by = { AttributeKey: 'ResourceName', AttributeValue: arn } as const
  return activityIn(await readEvents(client, arn, by, CALLER_PAGES), NO_CHANGES)
}

type Changes = Awaited<ReturnType<typeof readChanges>>

const NO_CHANGES: Changes = { events: [], unread: [], failure: null }

function activityIn(byArn: EventsRead, changes: Changes): ReadActivity {
  const { events, unreadable, answered } = byArn
  const since = answered === null ? null : byArn.since
  const record: ActivityRecord = {
    since: since === null ? null : isoTime(since),
    until: answered === null ? null : isoTime(untilOf(byArn, answered)),
    events: events.length + unreadable,
    metadata_reads: events.filter(({ kind }) => kind === 'metadata-read').length,
    unreadable,
    ...(byArn.why === null ? {} : { why: byArn.why }),
    callers: groupCallers(events.filter(({ kind }) => kind === 'use')),
    management: managementRecords([...events, ...changes.events].filter(({ kind }) => kind === 'management')),
    management_unread: changes.unread,
  }
  return { record, failure: byArn.failure ?? changes.failure }
}

/**
 * Events of the last minutes may be missing, so a complete time ends before them. A busy key fills the pages within these
 * minutes: then other events are missing anyway, and the time is that of the events that were read.
 */
function untilOf({ events, since, why }: EventsRead, { earliest }: AnswerTime): Instant {
  const settled = earliest - DELAY
  return why === null ? settled : Math.max(settled, since, ...events.map(({ at }) => at))
}

/** Each operation is one lookup: they wait for each other in the queue of LookupEvents. */
async function readChanges(client: PlaceClient, { arn, ...traits }: ActiveKey) {
  const names = changesOf(traits)
  const read = await mapBounded(names.length, [...names], async operation => ({
    operation,
    ...(await readEvents(client, arn, { AttributeKey: 'EventName', AttributeValue: operation }, 1)),
  }))
  const unread = read.flatMap(({ operation, why, since, answered, unreadable }): UnreadManagementRecord[] => {
    const text = why ?? (unreadable > 0 ? `${unreadable} events could not be read` : null)
    return text === null ? [] : [{ operation, since: answered === null ? null : isoTime(since), why: text }]
  })
  const failure = read.map(each => each.failure).find(each => each !== null) ?? null
  return { events: read.flatMap(({ events }) => events), unread, failure }
}

interface EventsRead {
  /** Those about the key. */
  events: KeyEvent[]
  unreadable: number
  /** Everything since then was read. */
  since: Instant
  /** Why there are more events than were read. Null: all events of the 90 days were read. */
  why: string | null
  failure: Failure | null
  /** AWS's time of the first answer. Null: there was none. */
  answered: AnswerTime | null
}

type Attribute = NonNullable<LookupEventsCommandInput['LookupAttributes']>[number]

/** Reads events, the newest first, as far as so many pages tell. */
async function readEvents(client: PlaceClient, arn: string, by: Attribute, maxPages: number): Promise<EventsRead> {
  const trail = await client.clients.cloudtrail()
  const from = client.now - HORIZON
  const query = { LookupAttributes: [by], StartTime: new Date(from), MaxResults: 50 }
  const send = (token: string | undefined) => trail.send(new LookupEventsCommand({ ...query, ...tokenBy(token) }))
  const read: EventsRead = { events: [], unreadable: 0, since: from, why: null, failure: null, answered: null }
  let pages = 0
  let oldest = client.now
  for await (const page of client.pages('cloudtrail:LookupEvents', { id: arn, maxPages, send, read: foundEvents })) {
    if (page.known) {
      pages++
      read.answered ??= page.at
      read.since = Math.max(from, keptSince(page.at))
      for (const event of page.value.events) {
        const found = readKeyEvent(event, arn)
        if (found === 'unreadable') read.unreadable++
        else if (found !== 'other') read.events.push(found)
        oldest = Math.min(oldest, event.EventTime?.getTime() ?? oldest)
      }
    } else {
      const isLimit = page.reason === 'partial' && pages === maxPages
      const count = pages === 1 ? 'the newest page' : `the newest ${pages} pages`
      read.why = isLimit ? `only ${count} of events were read` : page.why
      read.failure = isLimit ? null : page
      read.since = oldest
    }
  }
  return read
}
