import { compareTexts } from '../../lib/text/compare-texts.ts'
import type { DependentRecord } from '../../model/dependents.ts'

/** Joins the same resource, found in several ways, into one record: the first one, with all ways. Sorted by type and id. */
export function mergeDependents(all: readonly DependentRecord[], types: readonly string[]): DependentRecord[] {
  const merged = new Map<string, DependentRecord>()
  for (const one of all) {
    const id = JSON.stringify([one.type, one.id, one.role])
    const before = merged.get(id)
    merged.set(id, before === undefined ? one : joined(before, one))
  }
  const rank = ({ type }: DependentRecord): number => {
    const at = types.indexOf(type)
    return at === -1 ? types.length : at
  }
  return [...merged.values()].toSorted(
    (a, b) => rank(a) - rank(b) || compareTexts(a.id, b.id) || compareTexts(a.role ?? '', b.role ?? ''),
  )
}

const joined = (one: DependentRecord, other: DependentRecord): DependentRecord => ({
  ...other,
  ...one,
  arn: one.arn ?? other.arn,
  found_by: [...new Set([...one.found_by, ...other.found_by])],
})
