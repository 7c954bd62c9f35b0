import { compareTexts } from '../../lib/text/compare-texts.ts'
import type { DataOfRecord, DependentRecord } from '../../model/dependents.ts'

/**
 * Each resource once, with the last day on which it was seen, by type and id. Those that were found to reference the key
 * are left out: `dependents` has them.
 */
export function dataOf(seen: readonly DataOfRecord[], dependents: readonly DependentRecord[]): DataOfRecord[] {
  const now = new Set(dependents.map(resourceName))
  const found = new Map<string, DataOfRecord>()
  for (const { type, singular, id, last_seen_on } of seen) {
    const name = resourceName({ type, id })
    const before = found.get(name)
    if (!now.has(name) && (before === undefined || before.last_seen_on < last_seen_on))
      found.set(name, { type, singular, id, last_seen_on })
  }
  return [...found.values()].toSorted((a, b) => compareTexts(a.type, b.type) || compareTexts(a.id, b.id))
}

const resourceName = ({ type, id }: Pick<DataOfRecord, 'type' | 'id'>): string => JSON.stringify([type, id])
