import type { DataOfRecord, DependentRecord } from '../../model/dependents.ts'

/**
 * Each resource once, with the last day on which it was seen, by type and id. Those that reference the key now are left
 * out: `dependents` has them.
 */
export function dataOf(
  seen: readonly DataOfRecord[],
  dependents: readonly DependentRecord[],
  types: readonly string[],
): DataOfRecord[] {
  const now = new Set(dependents.map(nameOf))
  const found = new Map<string, DataOfRecord>()
  for (const { type, id, last_seen_on } of seen) {
    const name = nameOf({ type, id })
    const before = found.get(name)
    if (!now.has(name) && (before === undefined || before.last_seen_on < last_seen_on))
      found.set(name, { type, id, last_seen_on })
  }
  return [...found.values()].toSorted(
    (a, b) => types.indexOf(a.type) - types.indexOf(b.type) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )
}

const nameOf = ({ type, id }: Pick<DataOfRecord, 'type' | 'id'>): string => JSON.stringify([type, id])
