import { CRYPTO_OPERATIONS } from '../../src/model/operations/crypto-operations.ts'
import type { KeyHistory } from '../../src/model/archive/archive-question.ts'
import type { ArchiveFact } from '../../src/archives/archive-fact.ts'

/** The answer that facts of many files give for all their time: those that differ in nothing but time are united. */
export function historiesOfFacts(facts: Iterable<ArchiveFact>): Map<string, KeyHistory> {
  const byKey = new Map<string, Map<string, ArchiveFact>>()
  for (const fact of facts) {
    const ofKey = byKey.get(fact.key) ?? new Map<string, ArchiveFact>()
    byKey.set(fact.key, ofKey)
    const name = [fact.day, fact.operation, fact.principal ?? '', fact.service ?? '', fact.error ?? ''].join('\n')
    const other = ofKey.get(name)
    ofKey.set(name, other === undefined ? fact : united(fact, other))
  }
  return new Map(Array.from(byKey, ([key, ofKey]) => [key, historyOf(key, sorted(ofKey))]))
}

const sorted = (facts: ReadonlyMap<string, ArchiveFact>): ArchiveFact[] =>
  Array.from(facts)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, fact]) => fact)

function united(a: ArchiveFact, b: ArchiveFact): ArchiveFact {
  const ids = new Set([a, b].flatMap(({ ids: text }) => text.match(/.{12}/g) ?? []))
  const later = position(a) > position(b) ? a : b
  return { ...later, first: Math.min(a.first, b.first), ids: [...ids].join('') }
}

const position = ({ last, event }: ArchiveFact): string => `${last} ${event ?? ''}`

function historyOf(key: string, facts: readonly ArchiveFact[]): KeyHistory {
  const uses = facts.filter(({ operation, error }) => error === null && CRYPTO_OPERATIONS.has(operation))
  const first = uses.toSorted((a, b) => a.first - b.first).at(0)
  const last = uses.toSorted((a, b) => (position(a) < position(b) ? -1 : 1)).at(-1)
  const refused = facts
    .filter(({ error }) => error === 'DisabledException' || error === 'KMSInvalidStateException')
    .toSorted((a, b) => a.last - b.last)
    .at(-1)
  const lastOf = (operation: string): number | null =>
    Math.max(0, ...facts.filter(fact => fact.operation === operation).map(fact => fact.last)) || null
  return {
    key,
    first: first === undefined ? null : { ...callOf(first), at: first.first, eventId: null },
    last: last === undefined ? null : { ...callOf(last), at: last.last, eventId: last.event },
    refused: refused === undefined ? null : { ...callOf(refused), at: refused.last, error: refused.error ?? '' },
    publicKeyReadAt: lastOf('GetPublicKey'),
    disabledAt: lastOf('DisableKey'),
    days: facts
      .filter(({ operation }) => CRYPTO_OPERATIONS.has(operation))
      .map(fact => ({ day: fact.day, ...callOf(fact), error: fact.error, events: fact.ids.length / 12 })),
  }
}

const callOf = ({ operation, principal, service }: ArchiveFact) => ({ operation, principal, service })
