import type { Check } from '../checks/check.ts'
import { checks } from '../checks/index.ts'
import { load } from '../lib/registry.ts'
import { FACT_IDS, type Need } from '../facts/needs.ts'

/** Loads the checks with these ids, which must be ids of the registry. */
export const loadChecks = (ids: readonly string[]): Promise<Check[]> =>
  Promise.all(ids.map(id => load<Check>(checks, id)))

/** Returns what must be read for these checks. OPA policies may use every fact of a key. */
export function needsOf(selected: readonly Check[], { asksOpa }: { asksOpa: boolean }): Need[] {
  const all = [...selected.flatMap(check => check.needs), ...(asksOpa ? FACT_IDS : [])]
  return [...new Set(all)]
}
