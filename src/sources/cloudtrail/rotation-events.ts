import { isObject } from '../../lib/json.ts'
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import type { Failure } from '../../aws/answers/answer.ts'
import { tokenBy } from '../../aws/calls/pages.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { Instant } from '../../model/time.ts'
import { foundEvents } from './found-events.ts'
import { HORIZON } from './key-events.ts'
import { parseRecord, timeOf } from './trail-record.ts'

/** An event about the rotation of a secret. */
export interface RotationEvent {
  name: RotationFailure
  /** ARN of the secret. */
  secret: string
  at: Instant
}

/** How a rotation can end without a new version. Secrets Manager records these events itself: they are no API calls. */
const ROTATION_FAILURES = ['RotationFailed', 'RotationAbandoned'] as const
export type RotationFailure = (typeof ROTATION_FAILURES)[number]

export interface RotationEvents {
  events: RotationEvent[]
  /** How far back all events were read. */
  since: Instant
  /** Why not all events of the 90 days were read. Null: they were. */
  failed: Failure | null
  /** Events that do not say which secret they are about, or when. */
  unreadable: number
}

const SECRETS_MANAGER = 'secretsmanager.amazonaws.com'

/** At 2 calls a second, a minute for each kind of event. */
const MOST_EVENT_PAGES = 120

/**
 * Reads the rotations of a Region that failed in the last 90 days, newest first. Null: nothing could be read.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/cloudtrail_log_entries.html
 */
export async function rotationEvents(client: PlaceClient): Promise<RotationEvents> {
  const all: RotationEvents = { events: [], since: client.now - HORIZON, failed: null, unreadable: 0 }
  for (const name of ROTATION_FAILURES) await readEvents(client, name, all)
  return all
}

async function readEvents(client: PlaceClient, name: RotationFailure, all: RotationEvents): Promise<void> {
  const trail = await client.clients.cloudtrail()
  const query = {
    LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: name }] as const,
    StartTime: new Date(client.now - HORIZON),
    MaxResults: 50,
  }
  const send = (token: string | undefined) =>
    trail.send(new LookupEventsCommand({ ...query, LookupAttributes: [...query.LookupAttributes], ...tokenBy(token) }))
  const request = { send, read: foundEvents, id: name, maxPages: MOST_EVENT_PAGES }
  let oldest = client.now
  for await (const page of client.pages('cloudtrail:LookupEvents', request)) {
    if (!page.known) {
      all.failed ??= page
      all.since = Math.max(all.since, oldest)
      return
    }
    for (const event of page.value.events) {
      const record = parseRecord(event)
      if (record !== null && record.inner['eventSource'] !== SECRETS_MANAGER) continue
      const secret = record === null ? null : secretOf(record.inner)
      const at = record === null ? null : timeOf(record)
      if (at !== null) oldest = Math.min(oldest, at)
      if (secret === null || at === null) all.unreadable++
      else all.events.push({ name, secret, at })
    }
  }
}

/** The ARN of the secret, in the details that a service event has in place of parameters. */
function secretOf({ additionalEventData: details }: Readonly<Record<string, unknown>>): string | null {
  const given = isObject(details) ? (details['SecretId'] ?? details['secretId']) : undefined
  return typeof given === 'string' && given !== '' ? given : null
}
