import { isObject, type Json } from '../../lib/json.ts'
import { DRY_RUN_ERROR } from '../../model/operations/dry-run-error.ts'
import type { Instant } from '../../model/time.ts'

/** Text; empty where there is none; null where there is something else. */
export const textOrNull = (value: unknown): string | null =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : null

/** What the entries of a list hold in one field; what is not text does not count. */
export const namesIn = (value: unknown, field: string): string[] =>
  Array.isArray(value)
    ? value.flatMap((entry: unknown) => {
        const name = isObject(entry) ? entry[field] : undefined
        return typeof name === 'string' && name !== '' ? name : []
      })
    : []

export const KEY_ARN: RegExp = /^arn:[^:]+:kms:[^:]+:[^:]+:key\/[^/]+$/

/**
 * The error that a call ended with; null: it succeeded. A dry run uses no key, whatever it ended with. `odd`: the record
 * does not say it clearly.
 */
export function errorOf(record: Json): { error: string | null } | { odd: string } {
  const code = textOrNull(record['errorCode'])
  if (code === null) return { odd: 'has an error code that is not a string' }
  if (code !== '') return { error: code }
  const parameters = record['requestParameters']
  const dryRun = isObject(parameters) ? (parameters['dryRun'] ?? false) : false
  if (typeof dryRun !== 'boolean') return { odd: 'does not say whether it is a dry run' }
  return { error: dryRun ? DRY_RUN_ERROR : null }
}

/** Time of a record in a log file, which has one form only. Null: it has none. */
export function eventTime(record: Json): Instant | null {
  const { eventTime: text } = record
  if (typeof text !== 'string' || !EVENT_TIME.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}

const EVENT_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
