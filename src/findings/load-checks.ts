import type { Check } from '../checks/check.ts'
import { checks } from '../checks/index.ts'
import { load } from '../lib/registry.ts'
import { FACT_IDS, FACTS, type Need, withEarlierFacts } from '../facts/needs.ts'

/** Loads the checks with these ids, which must be ids of the registry. */
export const loadChecks = (ids: readonly string[]): Promise<Check[]> =>
  Promise.all(ids.map(id => load<Check>(checks, id)))

interface WantedBesides {
  /** OPA policies may use every fact of a key. */
  asksOpa: boolean
  /** Grants name resources that use a key. */
  findsDependents: boolean
  /** What a command needs for itself: facts by their ids. */
  also: readonly string[]
}

/** Returns what must be read for these checks and for what is wanted besides. */
export function needsOf(selected: readonly Check[], { asksOpa, findsDependents, also }: WantedBesides): Need[] {
  const besides: readonly Need[] = [
    ...(asksOpa ? FACT_IDS.filter(id => FACTS[id].onlyIfNamed !== true) : []),
    ...(findsDependents ? (['grants'] as const) : []),
    ...FACT_IDS.filter(id => also.includes(id)),
  ]
  const all = [...selected.flatMap(check => check.needs), ...besides]
  return withEarlierFacts(all)
}
