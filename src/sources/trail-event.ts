import type { Event } from '@aws-sdk/client-cloudtrail'
import type { RefusedCall } from '../model/evidence.ts'
import type { Instant } from '../model/time.ts'
import { CRYPTO_OPERATIONS } from '../model/crypto-operations.ts'

/** What one event of CloudTrail's history says about the use of one key. */
export type TrailEvent =
  | { kind: 'use'; at: Instant; operation: string; eventId?: string }
  /** Not use, but someone took the public half along. */
  | { kind: 'public-key-read'; at: Instant }
  /** Someone tried to use the key, and its state forbade it. */
  | ({ kind: 'refused' } & RefusedCall)
  /** The key was disabled. */
  | { kind: 'disabled'; at: Instant }
  /** Management, a failed call, a dry run, or another key's event. */
  | { kind: 'noise'; at: Instant }
  /** A cryptographic operation whose record cannot be read: it may be a use. */
  | { kind: 'unreadable'; at: Instant; why: string }

/**
 * The outer record names the event but not whether it failed: `errorCode` stands in the JSON text inside.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function readTrailEvent(event: Event, keyArn: string): TrailEvent {
  const at = event.EventTime?.getTime() ?? Number.NaN
  const name = event.EventName ?? ''
  if (name !== '' && !TELLING.has(name) && !CRYPTO_OPERATIONS.has(name)) return { kind: 'noise', at }
  const record = parse(event.CloudTrailEvent)
  if (record === null) return { kind: 'unreadable', at, why: `the record of event ${event.EventId ?? '?'} is no JSON` }
  return judge(record, { ...event, EventName: name }, at, keyArn)
}

/** Beside the cryptographic operations, the events that say something. */
const TELLING = new Set(['GetPublicKey', 'DisableKey'])

function judge(record: TrailRecord, event: Event, at: Instant, keyArn: string): TrailEvent {
  const operation = record.eventName ?? event.EventName ?? ''
  const time = Number.isNaN(at) ? Date.parse(record.eventTime ?? '') : at
  if (Number.isNaN(time)) return { kind: 'unreadable', at, why: `event ${event.EventId ?? '?'} has no time` }
  if (!concerns(record, event, keyArn)) return { kind: 'noise', at: time }
  if (failed(record)) return refusal(record, operation, time)
  if (operation === 'DisableKey') return { kind: 'disabled', at: time }
  if (operation === 'GetPublicKey') return { kind: 'public-key-read', at: time }
  if (!CRYPTO_OPERATIONS.has(operation)) return { kind: 'noise', at: time }
  const eventId = record.eventID ?? event.EventId
  return { kind: 'use', at: time, operation, ...(eventId === undefined ? {} : { eventId }) }
}

/**
 * Which of the two errors a key pending deletion answers with depends on the operation.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
 */
function refusal({ errorCode = '', userIdentity }: TrailRecord, operation: string, at: Instant): TrailEvent {
  if (!CRYPTO_OPERATIONS.has(operation) || !STATE_ERRORS.has(errorCode)) return { kind: 'noise', at }
  const by = userIdentity?.invokedBy ?? userIdentity?.arn
  return { kind: 'refused', at, error: errorCode, ...(by === undefined ? {} : { by }) }
}

const STATE_ERRORS = new Set(['DisabledException', 'KMSInvalidStateException'])

interface TrailRecord {
  userIdentity?: { arn?: string; invokedBy?: string } | null
  eventName?: string
  eventTime?: string
  eventID?: string
  errorCode?: string
  requestParameters?: { dryRun?: boolean } | null
  resources?: ({ ARN?: string } | null)[] | null
}

function parse(text: string | undefined): TrailRecord | null {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null ? (value as TrailRecord) : null
  } catch {
    return null
  }
}

/** ReEncrypt names both its keys, and it is a use of both. */
function concerns(record: TrailRecord, event: Event, keyArn: string): boolean {
  const inside = Array.isArray(record.resources) ? record.resources.map(resource => resource?.ARN) : []
  const named = [...inside, ...(event.Resources ?? []).map(({ ResourceName }) => ResourceName)]
  // It was found by this key's ARN; only other names can say that it is about another key.
  return named.every(name => name === undefined) || named.includes(keyArn)
}

/** A dry run that would have worked ends with an error code of its own. */
const failed = (record: TrailRecord): boolean =>
  (record.errorCode ?? '') !== '' || record.requestParameters?.dryRun === true
