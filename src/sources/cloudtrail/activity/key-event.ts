import { isObject } from '../../../lib/json.ts'
import type { Event } from '@aws-sdk/client-cloudtrail'
import { CRYPTO_OPERATIONS } from '../../../model/operations/crypto-operations.ts'
import type { CallerRecord } from '../../../model/report/activity.ts'
import type { Instant } from '../../../model/time.ts'
import { callerOf, encryptionContextOf } from '../caller.ts'
import { isDestination } from '../last-user.ts'
import { errorOf, isAboutKey, isOfKms, operationOf, parseRecord, timeOf } from '../trail-record.ts'

/** One event of a key, for people: who did what. */
export interface KeyEvent {
  kind: 'use' | 'management' | 'metadata-read'
  id: string | null
  at: Instant
  operation: string
  caller: CallerRecord
  /** Null: the call succeeded. */
  error: string | null
  encryptionContext: Record<string, string> | null
  parameters: Readonly<Record<string, unknown>>
}

/** Reads an event about a key. `other`: it is about another key or service. `unreadable`: it may be about this one. */
export function readKeyEvent(event: Event | null | undefined, arn: string): KeyEvent | 'other' | 'unreadable' {
  const record = isObject(event) ? parseRecord(event) : null
  if (record === null) return 'unreadable'
  const [ofKms, name, error, about] = [isOfKms(record), operationOf(record), errorOf(record), isAboutKey(record, arn)]
  if ((ofKms.clear && !ofKms.value) || (about.clear && !about.value)) return 'other'
  const at = timeOf(record)
  if (!ofKms.clear || !about.clear || !name.clear || !error.clear || at === null) return 'unreadable'
  const { operation } = name.value
  const { eventID: id = record.outer.EventId, requestParameters } = record.inner
  return {
    kind: kindOf(operation),
    id: typeof id === 'string' ? id : null,
    at,
    operation,
    caller: callerOf(record),
    error: error.value,
    encryptionContext: encryptionContextOf(record, isDestination(record, arn)),
    parameters: isObject(requestParameters) ? requestParameters : {},
  }
}

const kindOf = (operation: string): KeyEvent['kind'] =>
  CRYPTO_OPERATIONS.has(operation) ? 'use' : METADATA_READ.test(operation) ? 'metadata-read' : 'management'

const METADATA_READ = /^(Describe|Get|List)/
