import { isObject } from '../../../lib/json.ts'
import type { Event } from '@aws-sdk/client-cloudtrail'
import { HIDES_KMS } from '../../../model/assessments/activity-changes.ts'
import type { FoundActivity, UnusableState } from '../../../model/assessments/activity-event.ts'
import { callerOf, encryptionContextOf } from '../caller.ts'
import { errorOf, keysNamedIn, operationOf, parseRecord, serviceOf, timeOf, type TrailRecord } from '../trail-record.ts'
import { detailOf } from './management-events.ts'

/** Reads one event of any key, or of a trail. Null: the call went to another service. */
export function readActivityEvent(event: Event | null | undefined): FoundActivity | null {
  const record = isObject(event) ? parseRecord(event) : null
  if (record === null) return 'not_understood'
  const [service, name, error] = [serviceOf(record), operationOf(record), errorOf(record)]
  if (!service.clear) return 'not_understood'
  const target = TARGETS[service.value]
  if (target === undefined) return null
  const at = timeOf(record)
  if (!name.clear || !error.clear || at === null) return 'not_understood'
  const { operation } = name.value
  const { eventID: id = record.outer.EventId, requestParameters, errorMessage } = record.inner
  const parameters = isObject(requestParameters) ? requestParameters : {}
  return {
    at,
    id: typeof id === 'string' ? id : null,
    target,
    operation,
    keys: keysNamedIn(record),
    isRepeat: false,
    caller: callerOf(record),
    error: error.value,
    unusable: error.value === null ? null : unusableIn(error.value, errorMessage),
    encryptionContext: encryptionContextOf(record, false),
    takesContext: takesContext(operation, record),
    detail: target === 'cloudtrail' ? (hidesKms(parameters) ? HIDES_KMS : null) : detailOf(parameters),
    trail: target === 'cloudtrail' ? trailIn(parameters) : null,
  }
}

/** A record that names no service was found among those of keys. */
const TARGETS: Readonly<Record<string, 'kms' | 'cloudtrail'>> = {
  'kms.amazonaws.com': 'kms',
  '': 'kms',
  'cloudtrail.amazonaws.com': 'cloudtrail',
}

/**
 * Which error a call with such a key ends with depends on the operation, so its message decides.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
 */
function unusableIn(code: string, message: unknown): UnusableState | null {
  const text = typeof message === 'string' ? message.trimEnd() : ''
  if (/\b(?:is|are) disabled\.?$/i.test(text)) return 'disabled'
  if (/\b(?:is|are) pending (?:replica )?deletion\.?$/i.test(text)) return 'pending_deletion'
  return /^(?:KMS\.?)?Disabled(?:Exception)?$/i.test(code) ? 'disabled' : null
}

/**
 * An encryption context is optional for symmetric encryption keys, and other keys take none.
 * https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html
 */
function takesContext(operation: string, { inner }: TrailRecord): boolean {
  const parameters = inner['requestParameters']
  if (!CONTEXT_OPERATIONS.has(operation) || !isObject(parameters)) return false
  const algorithm = parameters['encryptionAlgorithm'] ?? parameters['sourceEncryptionAlgorithm']
  return algorithm === undefined || algorithm === 'SYMMETRIC_DEFAULT'
}

const CONTEXT_OPERATIONS: ReadonlySet<string> = new Set([
  'Decrypt',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncrypt',
])

/** Whether event selectors leave out the events of KMS. Advanced ones do so by `notEquals` of the event source. */
function hidesKms({ eventSelectors, advancedEventSelectors }: Readonly<Record<string, unknown>>): boolean {
  const [simple, advanced] = [eventSelectors, advancedEventSelectors].map(given => JSON.stringify(given) ?? '')
  return (
    /"excludeManagementEventSources":\[[^\]]*"kms\.amazonaws\.com"/i.test(simple ?? '') ||
    /"notEquals":\[[^\]]*"kms\.amazonaws\.com"/i.test(advanced ?? '')
  )
}

/** The trail or event data store that a change names. */
function trailIn(parameters: Readonly<Record<string, unknown>>): string | null {
  const name = parameters['name'] ?? parameters['trailName'] ?? parameters['eventDataStore']
  return typeof name === 'string' ? name : null
}
