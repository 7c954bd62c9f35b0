import { compareTexts } from '../../lib/text/compare-texts.ts'
import type { ArchiveFact } from '../archive-fact.ts'
import { placeOfKey } from './key-place.ts'
import { type Table, timeOf, timeText } from './table.ts'

/** The calls of one day that differ in nothing but time. */
export const factsTable: Table<ArchiveFact> = {
  name: 'facts',
  place: ({ key }) => placeOfKey(key),
  order: ({ key, day, operation, principal, service, error }) =>
    [key, day, operation, orderOf(principal), orderOf(service), orderOf(error)].join('\0'),
  merge: mergeFacts,
  write: ({ first, last, ids, contexts, ...fact }) => ({
    ...fact,
    first: timeText(first),
    last: timeText(last),
    events: ids.length / ID_LENGTH,
    ids,
    contexts,
  }),
  read: line => ({
    key: line['key'] as string,
    day: line['day'] as string,
    operation: line['operation'] as string,
    principal: line['principal'] as string | null,
    service: line['service'] as string | null,
    error: line['error'] as string | null,
    first: timeOf(line['first']),
    last: timeOf(line['last']),
    event: line['event'] as string | null,
    ids: line['ids'] as string,
    contexts: line['contexts'] as ArchiveFact['contexts'],
  }),
}

/** Hexadecimal digits for each event. */
export const ID_LENGTH = 12

/** Null comes before any text, also before an empty one. */
const orderOf = (text: string | null): string => (text === null ? '' : `\x01${text}`)

/** Of two facts that differ in nothing but time. An event of both counts once. */
export function mergeFacts(one: ArchiveFact, other: ArchiveFact): ArchiveFact {
  const later = compareLast(one, other) < 0 ? other : one
  return {
    ...one,
    first: Math.min(one.first, other.first),
    last: later.last,
    event: later.event,
    ids: unionOfIds([one.ids, other.ids]),
    contexts: unionOfContexts(one.contexts, other.contexts),
  }
}

const compareLast = (one: ArchiveFact, other: ArchiveFact): number =>
  one.last - other.last || compareTexts(one.event ?? '', other.event ?? '')

/** Unites sorted lists of ids, each joined to one text. */
export function unionOfIds(texts: readonly string[]): string {
  const distinct = new Set(texts)
  if (distinct.size < 2) return texts[0] ?? ''
  const ids = new Set<string>()
  for (const text of distinct)
    for (let start = 0; start < text.length; start += ID_LENGTH) ids.add(text.slice(start, start + ID_LENGTH))
  return [...ids].toSorted().join('')
}

/** Up to three contexts are kept, the first by their text, so that the order of merging does not matter. */
const CONTEXTS = 3

type Contexts = ArchiveFact['contexts']

function unionOfContexts(one: Contexts, other: Contexts): Contexts {
  if (other.length === 0) return one
  const byText = new Map([...one, ...other].map(context => [JSON.stringify(context), context]))
  if (byText.size === one.length) return one
  return [...byText]
    .toSorted(([a], [b]) => compareTexts(a, b))
    .slice(0, CONTEXTS)
    .map(([, context]) => context)
}
