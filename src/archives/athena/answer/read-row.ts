import type { ResultRow } from '../../../aws/athena/get-results.ts'
import { isObject, tryParseJson } from '../../../lib/json.ts'
import type { Instant } from '../../../model/time.ts'

/** What the calls of a row are; see `query/sql.ts`. */
export const KINDS = ['use', 'refused', 'failed', 'public-key-read', 'disabled', 'odd', 'trail'] as const

export type CallKind = (typeof KINDS)[number]

/** One call, as the query packs it. */
export interface ArchivedCall {
  /** Null: its time cannot be read. */
  at: Instant | null
  eventId: string | null
  operation: string | null
  principal: string | null
  service: string | null
  error: string | null
  /** Of a call that changes a trail. */
  parameters: Readonly<Record<string, unknown>>
  response: Readonly<Record<string, unknown>>
}

export interface AnswerRow {
  account: string
  region: string
  /** Empty: the record names no key. */
  key: string
  kind: CallKind
  first: ArchivedCall
  last: ArchivedCall
  events: number
}

/** Reads a row of the query. Null: it is not one. */
export function readRow([account, region, key, kind, first, last, events]: ResultRow): AnswerRow | null {
  const [firstCall, lastCall, count] = [callIn(first), callIn(last), Number(events)]
  if (!account || !region || typeof key !== 'string' || !isKind(kind)) return null
  if (firstCall === null || lastCall === null || !Number.isInteger(count)) return null
  return { account, region, key, kind, first: firstCall, last: lastCall, events: count }
}

const isKind = (kind: string | null | undefined): kind is CallKind => KINDS.some(each => each === kind)

function callIn(text: string | null | undefined): ArchivedCall | null {
  const parts = tryParseJson(text ?? '')
  if (!Array.isArray(parts) || parts.length !== 8) return null
  const [time, eventId, operation, principal, service, error, parameters, response] = parts.map(wordOrNull)
  return {
    at: timeOf(time ?? null),
    eventId: eventId ?? null,
    operation: operation ?? null,
    principal: principal ?? null,
    service: service ?? null,
    error: error ?? null,
    parameters: objectIn(parameters ?? null),
    response: objectIn(response ?? null),
  }
}

const wordOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** The form that the query asks for. `Date.parse` would read almost any text. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

function timeOf(text: string | null): Instant | null {
  const at = text !== null && TIME.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? null : at
}

function objectIn(text: string | null): Readonly<Record<string, unknown>> {
  const value = tryParseJson(text ?? '')
  return isObject(value) ? value : {}
}
