import type { HistoryLine } from '../../model/history/history-line.ts'
import type { Instant } from '../../model/time.ts'
import { placeIdentity } from '../key-identity.ts'

/** What decides with which other runs a run can be compared. */
export interface RunHead {
  at: Instant
  generatedAt: string
  /** The same for runs that audited the same places for the same keys in the same way. */
  scopeId: string
  /** `111122223333 eu-west-1` of each place that was asked for. */
  places: readonly string[]
}

export function headOf({ generated_at, scope }: Pick<HistoryLine, 'generated_at' | 'scope'>): RunHead {
  const places = scope.places.map(placeIdentity).toSorted()
  const { manager, keys, exclude_keys, tags, only, sources } = scope
  const selection = [manager, keys, exclude_keys, tags, only].map(one => one ?? null)
  return {
    at: Date.parse(generated_at),
    generatedAt: generated_at,
    scopeId: JSON.stringify([places, selection, sources.length > 0]),
    places,
  }
}

/** Identifies a run: two runs of the same scope at the same second are the same one. */
export const runIdentity = ({ generatedAt, scopeId }: RunHead): string => `${generatedAt} ${scopeId}`

/** Whether the two runs have a place in common. */
export const isRelated = (one: RunHead, other: RunHead): boolean => {
  const places = new Set(other.places)
  return one.places.some(place => places.has(place))
}
