import { isObject, type Json } from '../../lib/json.ts'
import { CRYPTO_OPERATIONS } from '../../model/operations/crypto-operations.ts'
import { MANAGEMENT_OPERATIONS } from '../../model/operations/management-operations.ts'
import type { Instant } from '../../model/time.ts'
import { isKept } from './kept-operations.ts'
import { errorOf, eventTime, KEY_ARN, namesIn, textOrNull } from './record-fields.ts'

/** A call that an archive keeps. */
export interface KeyCall {
  /** ARNs of the keys, each once. */
  keys: readonly string[]
  at: Instant
  operation: string
  principal: string | null
  service: string | null
  error: string | null
  /** Null: it has none. */
  eventId: string | null
  context: Readonly<Record<string, string>> | null
}

/** Why a record that may be a use is not understood: text that follows `event 123`. */
export interface Odd {
  odd: string
}

/** Reads a record of KMS. Null: it says nothing that an archive keeps. */
export function readKeyCall(record: Json): KeyCall | Odd | null {
  const operation = textOrNull(record['eventName'])
  if (operation === null || operation === '') return { odd: 'has no name' }
  const isUse = CRYPTO_OPERATIONS.has(operation)
  // One that is unknown to this version may be a use.
  const mayBeUse = isUse || !MANAGEMENT_OPERATIONS.has(operation)
  const outcome = errorOf(record)
  if ('odd' in outcome) return mayBeUse ? outcome : null
  const { error } = outcome
  if (mayBeUse && !isUse) return error === null ? { odd: `has an unknown operation, ${operation}` } : null
  if (!isKept(operation, error)) return null
  const keys = [...new Set(namesIn(record['resources'], 'ARN').filter(name => KEY_ARN.test(name)))]
  const at = eventTime(record)
  if (keys.length > 0 && at !== null) return { keys, at, operation, error, ...callOf(record) }
  // A call that failed may name no key. Whatever it named, it did not use it.
  if (error !== null || !isUse) return null
  return { odd: at === null ? 'has no time' : 'names no key by its ARN' }
}

function callOf(record: Json): Pick<KeyCall, 'principal' | 'service' | 'eventId' | 'context'> {
  const identity = isObject(record['userIdentity']) ? record['userIdentity'] : {}
  const session = isObject(identity['sessionContext']) ? identity['sessionContext'] : {}
  const issuer = isObject(session['sessionIssuer']) ? session['sessionIssuer'] : {}
  const parameters = record['requestParameters']
  return {
    principal: textIn(issuer['arn']) ?? textIn(identity['arn']),
    service: textIn(identity['invokedBy']),
    eventId: textIn(record['eventID']),
    context: isObject(parameters) ? contextOf(parameters['encryptionContext']) : null,
  }
}

const textIn = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** Null: none, or not of texts alone. */
function contextOf(value: unknown): Readonly<Record<string, string>> | null {
  if (!isObject(value)) return null
  const entries = Object.entries(value)
  if (entries.length === 0 || entries.some(([, text]) => typeof text !== 'string')) return null
  return value as Readonly<Record<string, string>>
}
