import type { KeyRecord } from './report.ts'

/** Words of `--only` about the resources that reference a key. */
export const REFERENCE_FILTERS = ['referenced', 'unreferenced'] as const
export type ReferenceFilter = (typeof REFERENCE_FILTERS)[number]

export const isReferenceFilter = (word: string): word is ReferenceFilter =>
  (REFERENCE_FILTERS as readonly string[]).includes(word)

/**
 * Whether a word is about this key. A key is unreferenced only if every requested type was read in its Region, and its
 * grants too, and if no archive shows that data needed it; a key without a reference in some of the types is neither.
 */
export function fitsReference(
  { dependents, dependents_gaps: gaps, data_of: archived = [], grants }: KeyRecord,
  filter: ReferenceFilter,
): boolean {
  if (dependents === undefined) return false
  if (filter === 'referenced') return dependents.length > 0
  return dependents.length === 0 && gaps?.length === 0 && archived.length === 0 && grants !== null
}
