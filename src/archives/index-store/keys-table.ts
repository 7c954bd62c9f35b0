import { compareTexts } from '../../lib/text/compare-texts.ts'
import { isObject, type Json } from '../../lib/json.ts'
import type { ArchivedRefusal, ArchivedUse } from '../../model/archive/archive-question.ts'
import { CRYPTO_OPERATIONS } from '../../model/operations/crypto-operations.ts'
import { STATE_ERRORS } from '../../model/operations/state-errors.ts'
import type { Instant } from '../../model/time.ts'
import type { ArchiveFact } from '../archive-fact.ts'
import { placeOfKey } from './key-place.ts'
import { type Table, timeOf, timeText } from './table.ts'

/** What all facts about one key come to, for quick answers. */
export interface KeySummary {
  key: string
  first: ArchivedUse | null
  last: ArchivedUse | null
  refused: ArchivedRefusal | null
  publicKeyReadAt: Instant | null
  disabledAt: Instant | null
}

export const keysTable: Table<KeySummary> = {
  name: 'keys',
  place: ({ key }) => placeOfKey(key),
  order: ({ key }) => key,
  merge: mergeSummaries,
  write: ({ key, first, last, refused, publicKeyReadAt, disabledAt }) => ({
    key,
    first: first && useLine(first),
    last: last && useLine(last),
    refused: refused && { ...refused, at: timeText(refused.at) },
    public_key_read_at: publicKeyReadAt === null ? null : timeText(publicKeyReadAt),
    disabled_at: disabledAt === null ? null : timeText(disabledAt),
  }),
  read: line => ({
    key: line['key'] as string,
    first: useOf(line['first']),
    last: useOf(line['last']),
    refused: refusalOf(line['refused']),
    publicKeyReadAt: line['public_key_read_at'] === null ? null : timeOf(line['public_key_read_at']),
    disabledAt: line['disabled_at'] === null ? null : timeOf(line['disabled_at']),
  }),
}

const useLine = ({ at, eventId, ...use }: ArchivedUse): Json => ({ at: timeText(at), ...use, event: eventId })

function useOf(line: unknown): ArchivedUse | null {
  if (!isObject(line)) return null
  const { at, event, ...use } = line
  return { ...(use as unknown as ArchivedUse), at: timeOf(at), eventId: event as string | null }
}

const refusalOf = (line: unknown): ArchivedRefusal | null =>
  isObject(line) ? { ...(line as unknown as ArchivedRefusal), at: timeOf(line['at']) } : null

/** What one fact says about its key. */
export function summaryOf({ key, operation, principal, service, error, first, last, event }: ArchiveFact): KeySummary {
  const isCrypto = CRYPTO_OPERATIONS.has(operation)
  const isUse = isCrypto && error === null
  const by = { operation, principal, service }
  return {
    key,
    first: isUse ? { at: first, ...by, eventId: null } : null,
    last: isUse ? { at: last, ...by, eventId: event } : null,
    refused: isCrypto && error !== null && STATE_ERRORS.has(error) ? { at: last, error, ...by } : null,
    publicKeyReadAt: operation === 'GetPublicKey' && error === null ? last : null,
    disabledAt: operation === 'DisableKey' && error === null ? last : null,
  }
}

/** Of two summaries of one key. */
export function mergeSummaries(one: KeySummary, other: KeySummary): KeySummary {
  return {
    key: one.key,
    first: better(one.first, other.first, (a, b) => b.at - a.at || compareTexts(textOf(b), textOf(a))),
    last: better(one.last, other.last, compareUses),
    refused: better(one.refused, other.refused, (a, b) => a.at - b.at || compareTexts(textOf(a), textOf(b))),
    publicKeyReadAt: better(one.publicKeyReadAt, other.publicKeyReadAt, (a, b) => a - b),
    disabledAt: better(one.disabledAt, other.disabledAt, (a, b) => a - b),
  }
}

/** Many events have the same second: of these, the one with the greatest ID is the last. */
const compareUses = (a: ArchivedUse, b: ArchivedUse): number =>
  a.at - b.at || compareTexts(a.eventId ?? '', b.eventId ?? '') || compareTexts(textOf(a), textOf(b))

const textOf = ({ operation, principal, service, error }: Partial<ArchivedRefusal>): string =>
  [operation, principal, service, error].join('\0')

function better<T>(one: T | null, other: T | null, compare: (a: T, b: T) => number): T | null {
  if (one === null || other === null) return one ?? other
  return compare(one, other) < 0 ? other : one
}
