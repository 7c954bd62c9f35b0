import { FACT_FIELDS } from '../model/report/key-facts.ts'
import { type Operation, operationsFor } from '../model/operations/operations.ts'
import type { KeyFact } from './fact.ts'
import type { AccountFact } from './account/account-fact.ts'
import * as accountFacts from './account/index.ts'
import * as facts from './index.ts'

/** What checks may need besides facts of a key. Every audit reads all of these but the trails. */
export const CORE_NEEDS = ['description', 'aliases', 'trails', 'usage'] as const
export type CoreNeed = (typeof CORE_NEEDS)[number]

/** The id of a fact: `policy`. */
export type FactId = keyof typeof facts

/** The id of a fact about an account: `identities`. */
export type AccountFactId = keyof typeof accountFacts

/** What must have been read for a check: an id of a registry of facts, or one of the others. */
export type Need = CoreNeed | FactId | AccountFactId

/** The facts by id, in the order in which the JSON report has their fields; new facts follow. */
export const FACTS = Object.fromEntries(
  Object.entries<KeyFact>(facts).toSorted(([, a], [, b]) => rankOf(a) - rankOf(b)),
) as Readonly<Record<FactId, KeyFact>>

export const FACT_IDS = Object.keys(FACTS) as FactId[]

function rankOf({ field }: KeyFact): number {
  const rank = (FACT_FIELDS as readonly string[]).indexOf(field)
  return rank === -1 ? FACT_FIELDS.length : rank
}

/** Returns the fact with this id. Null: the need is not about a fact. */
export const factOf = (need: string): KeyFact | null => (Object.hasOwn(FACTS, need) ? FACTS[need as FactId] : null)

/** Returns the fact about accounts with this id. Null: the need is not about one. */
export const accountFactOf = (need: string): AccountFact | null =>
  Object.hasOwn(ACCOUNT_FACTS, need) ? ACCOUNT_FACTS[need as AccountFactId] : null

const ACCOUNT_FACTS = Object.fromEntries(Object.entries<AccountFact>(accountFacts)) as Readonly<
  Record<AccountFactId, AccountFact>
>

/** Returns the facts about accounts among these needs. */
export const accountFactsIn = (needs: readonly string[]): AccountFact[] =>
  needs.flatMap(need => accountFactOf(need) ?? [])

/** Returns the facts among these needs, with their ids. */
export const factsIn = (needs: readonly string[]): [id: FactId, fact: KeyFact][] =>
  FACT_IDS.filter(id => needs.includes(id)).map(id => [id, FACTS[id]])

const CORE_TITLES: Readonly<Record<CoreNeed, string>> = {
  description: 'description of the key',
  aliases: 'aliases',
  trails: 'CloudTrail trails',
  usage: 'last use',
}

/** Says in words what a need is: `key policy`. */
export const titleOfNeed = (need: Need): string =>
  (factOf(need) ?? accountFactOf(need))?.title ?? CORE_TITLES[need as CoreNeed]

/** The operations that are called for a need. Empty: those of every audit suffice. */
export const operationsForNeed = (need: Need): readonly Operation[] =>
  (factOf(need) ?? accountFactOf(need))?.operations ?? (need === 'trails' ? operationsFor('trails') : [])

/** Returns these needs with the facts that must be read before them, each once. */
export function withEarlierFacts(needs: readonly Need[]): Need[] {
  const earlier = needs.flatMap(need => (factOf(need)?.after ?? []) as FactId[])
  return [...new Set([...needs, ...earlier])]
}
