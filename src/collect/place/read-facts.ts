import type { Ask, KeyFact, KeyTraits } from '../../facts/fact.ts'
import { fieldsOf } from '../../facts/fact.ts'
import { type FactId, FACTS, factsIn } from '../../facts/needs.ts'
import type { Key } from '../../model/key.ts'
import type { KeyFacts, TagRecord } from '../../model/report/key-facts.ts'
import { remembered } from '../run/memory.ts'
import type { PlaceAudit } from './place-audit.ts'

/** Reads what the selected checks need about a key. `known` has the facts that were read before. */
export async function readFacts(
  key: Key,
  audit: PlaceAudit,
  priced: Promise<KeyFacts>,
  known: Partial<Record<FactId, KeyFacts>> = {},
): Promise<KeyFacts> {
  if (key.manager === 'AWS') return {}
  const others = wantedFacts(key, audit).filter(([id, { decidesPrice }]) => decidesPrice !== true && !(id in known))
  const [first, later] = [others.filter(isIndependent), others.filter(each => !isIndependent(each))]
  const read = await Promise.all([priced, ...first.map(([, fact]) => readFact(fact, key, audit))])
  const facts = Object.assign({}, ...Object.values(known), ...read) as KeyFacts
  const rest = await Promise.all(later.map(([, fact]) => readFact(fact, key, audit, facts)))
  return Object.assign(facts, ...rest) as KeyFacts
}

const isIndependent = ([, { after = [] }]: [id: FactId, fact: KeyFact]): boolean => after.length === 0

const readFact = (fact: KeyFact, key: Key, audit: PlaceAudit, facts: KeyFacts = {}): Promise<KeyFacts> =>
  fact.read(key, askAbout(key, audit), { facts, now: audit.client.now })

/**
 * Reads the facts that decide the price of a key. Does not wait for other facts, because other keys wait for the price.
 */
export async function readPricedFacts(key: Key, audit: PlaceAudit): Promise<KeyFacts> {
  const facts = wantedFacts(key, audit).filter(([, { decidesPrice }]) => decidesPrice === true)
  const read = await Promise.all(facts.map(([, fact]) => readFact(fact, key, audit)))
  return Object.assign({}, ...read) as KeyFacts
}

/** Reads the tags of a key. An AWS managed key has none. Null: they could not be read, and a gap says why. */
export async function readTags(key: Key, audit: PlaceAudit): Promise<TagRecord[] | null> {
  if (key.manager === 'AWS') return []
  return (await readFact(FACTS.tags, key, audit)).tags ?? null
}

/** Returns the requested facts of a key whose audit stopped: all are unknown. */
export const unknownFacts = (needs: readonly string[]): KeyFacts =>
  Object.fromEntries(factsIn(needs).flatMap(([, fact]) => fieldsOf(fact).map(field => [field, null])))

function wantedFacts(key: Key, { options }: PlaceAudit): [id: FactId, fact: KeyFact][] {
  if (key.manager === 'AWS') return []
  return factsIn(options.needs).filter(([, { appliesTo }]) => appliesTo?.(traitsOf(key)) ?? true)
}

const traitsOf = (key: Key): KeyTraits =>
  key.readable ? { spec: key.spec, origin: key.origin, state: key.state } : { spec: null, origin: null, state: null }

const askAbout =
  ({ id }: Key, { client, memory }: PlaceAudit): Ask =>
  async (operation, call) => {
    const entry = { place: client.place, kind: operation, id }
    const answer = await remembered(
      memory,
      entry,
      () => call(client, id),
      ({ known }) => known,
    )
    if (answer.known) return answer.value
    client.note(answer, operation, id)
    return null
  }
