import { isObject } from '../../../lib/json.ts'
import type { Event } from '@aws-sdk/client-cloudtrail'
import { MANAGEMENT_OPERATIONS } from '../../../model/operations/management-operations.ts'
import { STATE_ERROR } from '../../../model/operations/state-errors.ts'
import type { WatchEvent } from '../../../model/retirement/watch-reading.ts'
import { callerOf, encryptionContextOf } from '../caller.ts'
import { isDestination } from '../last-user.ts'
import { errorOf, isAboutKey, isOfKms, operationOf, parseRecord, timeOf, type TrailRecord } from '../trail-record.ts'

/**
 * Reads an event that the lookup of a key's ARN has found, for the watch of a key that cannot be used. `plain`: it is
 * about the key, and decides nothing; `other`: it is about another key or service; `unreadable`: it may be a refused
 * call.
 */
export function readWatchEvent(
  event: Event | null | undefined,
  arn: string,
): WatchEvent | 'plain' | 'other' | 'unreadable' {
  if (!isObject(event)) return 'unreadable'
  const record = parseRecord(event)
  if (record === null) return typeof event.EventName === 'string' && isPlain(event.EventName) ? 'plain' : 'unreadable'
  const [ofKms, name, error, about] = [isOfKms(record), operationOf(record), errorOf(record), isAboutKey(record, arn)]
  if ((ofKms.clear && !ofKms.value) || (about.clear && !about.value)) return 'other'
  if (!ofKms.clear || !about.clear || !name.clear) return 'unreadable'
  const { operation } = name.value
  if (isPlain(operation)) return 'plain'
  const at = timeOf(record)
  if (!error.clear || at === null) return 'unreadable'
  const kind = kindOf(operation, error.value, record)
  if (kind === null) return 'plain'
  const { eventID: id = record.outer.EventId } = record.inner
  return {
    kind,
    id: typeof id === 'string' ? id : null,
    at,
    operation,
    caller: callerOf(record),
    error: error.value,
    encryptionContext: encryptionContextOf(record, isDestination(record, arn)),
  }
}

/** Changes that decide something about a key that is watched, if they succeed. */
const CHANGES: Readonly<Record<string, WatchEvent['kind']>> = {
  DisableKey: 'disabled',
  ScheduleKeyDeletion: 'deletion-scheduled',
  DeleteKey: 'deleted',
  EnableKey: 'changed-back',
  CancelKeyDeletion: 'changed-back',
  PutKeyPolicy: 'changed-back',
  CreateGrant: 'changed-back',
}

/**
 * Operations that need a usable key although they use no key material: an AWS service that starts to use a key creates
 * a grant, and a public key is read to be used outside AWS. A refusal of other management shows no need of the key.
 */
const NEEDS_KEY: ReadonlySet<string> = new Set(['CreateGrant', 'GetPublicKey'])

const isPlain = (operation: string): boolean =>
  MANAGEMENT_OPERATIONS.has(operation) && !Object.hasOwn(CHANGES, operation) && !NEEDS_KEY.has(operation)

/** An operation that is newer than this program may be a use, so its refusal counts. */
function kindOf(operation: string, error: string | null, record: TrailRecord): WatchEvent['kind'] | null {
  const change = Object.hasOwn(CHANGES, operation) ? (CHANGES[operation] ?? null) : null
  if (error === null) return change
  if (change !== null && !NEEDS_KEY.has(operation)) return null
  return isStateError(error, record.inner['errorMessage']) ? 'refused' : null
}

/**
 * Whether a call failed because of the state of the key. Which error it is depends on the operation, and services that
 * pass it on spell it in their own ways. AWS's own alarm looks at the end of the message.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys-creating-cloudwatch-alarm.html
 */
const isStateError = (code: string, message: unknown): boolean =>
  STATE_ERROR.test(code) || (typeof message === 'string' && STATE_MESSAGE.test(message))

const STATE_MESSAGE = /\b(?:is|are) (?:disabled|pending (?:replica )?deletion)\b[.\s]*$/i
