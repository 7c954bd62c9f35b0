import { isObject } from '../../lib/json.ts'
import type { Event } from '@aws-sdk/client-cloudtrail'
import { CRYPTO_OPERATIONS } from '../../model/operations/crypto-operations.ts'
import type { KeyPair, RefusedCall } from '../../model/evidence.ts'
import { MANAGEMENT_OPERATIONS } from '../../model/operations/management-operations.ts'
import type { Instant } from '../../model/time.ts'
import {
  errorOf,
  isAboutKey,
  isOfKms,
  operationOf,
  pairIn,
  parseRecord,
  timeOf,
  type TrailRecord,
} from './trail-record.ts'

/** What one event of CloudTrail's history says about the use of one key. `at` is null where the event has no time. */
type TrailEvent =
  | { kind: 'use'; at: Instant; operation: string; eventId?: string; pair?: KeyPair }
  /** Not use, but someone read the public key. */
  | { kind: 'public-key-read'; at: Instant }
  /** Someone tried to use the key, and its state did not allow it. */
  | ({ kind: 'refused' } & RefusedCall)
  /** The key was disabled. */
  | { kind: 'disabled'; at: Instant }
  /** Management, a failed call, a dry run, or another key's event. */
  | { kind: 'noise'; at: Instant | null }
  /** The record is not understood: it may be a use. */
  | { kind: 'unreadable'; at: Instant | null; why: string }

/** Reads one event that the lookup of a key's ARN has found. */
export function readTrailEvent(event: Event | null | undefined, keyArn: string): TrailEvent {
  if (!isObject(event)) return { kind: 'unreadable', at: null, why: 'an event of LookupEvents is not an object' }
  const record = parseRecord(event)
  if (record === null) return withoutRecord(event)
  const at = timeOf(record)
  const unreadable = (why: string): TrailEvent => ({ kind: 'unreadable', at, why: `event ${idOf(record)} ${why}` })
  const [service, name, error, key] = [
    isOfKms(record),
    operationOf(record),
    errorOf(record),
    isAboutKey(record, keyArn),
  ]
  if (!service.clear) return unreadable(service.why)
  if (!service.value) return { kind: 'noise', at }
  if (!name.clear) return unreadable(name.why)
  const { operation, isWhole } = name.value
  const isUse = CRYPTO_OPERATIONS.has(operation)
  if (!isUse && !isWhole) return unreadable(`has a name, ${operation}, in one of its two records only`)
  if (isPlainManagement(operation)) return { kind: 'noise', at }
  if (!error.clear) return unreadable(error.why)
  if (error.value !== null && !isUse) return { kind: 'noise', at }
  if (!key.clear) return unreadable(key.why)
  if (!key.value) return { kind: 'noise', at }
  if (error.value !== null) return refusal(record, error.value, at)
  if (at === null) return unreadable('has no time')
  if (operation === 'DisableKey') return { kind: 'disabled', at }
  if (operation === 'GetPublicKey') return { kind: 'public-key-read', at }
  if (!isUse) return unreadable(`has an operation that is unknown to this version: ${operation}`)
  const eventId = idOf(record)
  const pair = operation === 'ReEncrypt' ? pairIn(record) : null
  return { kind: 'use', at, operation, ...(eventId === '?' ? {} : { eventId }), ...(pair === null ? {} : { pair }) }
}

/** Beside the cryptographic operations, the events that say something about use. */
const INFORMATIVE: ReadonlySet<string> = new Set(['GetPublicKey', 'DisableKey'])

const isPlainManagement = (operation: string): boolean =>
  MANAGEMENT_OPERATIONS.has(operation) && !INFORMATIVE.has(operation)

/** CloudTrail's own index still names the operation, and management is management. */
function withoutRecord({ EventName: name, EventTime: time, EventId: id = '?' }: Event): TrailEvent {
  const at = time?.getTime() ?? null
  if (name !== undefined && isPlainManagement(name)) return { kind: 'noise', at }
  return { kind: 'unreadable', at, why: `the record of event ${id} is not valid JSON` }
}

/**
 * Which of the two errors a key pending deletion answers with depends on the operation.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
 */
function refusal({ inner }: TrailRecord, error: string, at: Instant | null): TrailEvent {
  if (at === null || !STATE_ERRORS.has(error)) return { kind: 'noise', at }
  const identity = isObject(inner['userIdentity']) ? inner['userIdentity'] : {}
  const by = identity['invokedBy'] ?? identity['arn']
  return { kind: 'refused', at, error, ...(typeof by === 'string' ? { by } : {}) }
}

const STATE_ERRORS = new Set(['DisabledException', 'KMSInvalidStateException'])

function idOf({ outer, inner }: TrailRecord): string {
  const id = inner['eventID'] ?? outer.EventId
  return typeof id === 'string' ? id : '?'
}
