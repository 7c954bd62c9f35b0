import { groupBy } from '../../lib/group-by.ts'
import type { PlannedKey } from '../../model/retirement/retirement.ts'

/**
 * Divides keys into waves: the lowest risk first, then the largest saving. Keys of different risk are not in one wave,
 * and the replicas of a multi-Region key come before its primary, which KMS deletes only after them.
 */
export function inWaves(keys: readonly PlannedKey[], size: number): PlannedKey[][] {
  const risks = new Map(keys.map(key => [key.key_arn, riskOf(key)]))
  const riskInFamily = (key: PlannedKey): number =>
    Math.max(...[key.key_arn, ...replicasOf(key)].map(arn => risks.get(arn) ?? 0))
  const sorted = keys.toSorted(
    (one, other) =>
      riskInFamily(one) - riskInFamily(other) ||
      (other.monthly_savings ?? 0) - (one.monthly_savings ?? 0) ||
      (one.key_arn < other.key_arn ? -1 : 1),
  )
  return groupBy(replicasFirst(sorted), key => String(riskInFamily(key))).flatMap(group => pieces(group, size))
}

/** 0: ready; 1: for review; 2: for review, and resources reference the key. */
function riskOf({ readiness, dependents }: PlannedKey): number {
  if (readiness === 'ready') return 0
  return dependents.length === 0 ? 1 : 2
}

/** Moves each primary key behind its last replica, and leaves the order of the others. */
export function replicasFirst(keys: readonly PlannedKey[]): PlannedKey[] {
  const positions = new Map(keys.map(({ key_arn }, index) => [key_arn, index]))
  const placeOf = (key: PlannedKey, index: number): number =>
    Math.max(index, ...replicasOf(key).map(arn => positions.get(arn) ?? -1))
  return keys
    .map((key, index) => ({ key, place: placeOf(key, index), index }))
    .toSorted((one, other) => one.place - other.place || other.index - one.index)
    .map(({ key }) => key)
}

/** The keys that must be deleted before this one. */
export const replicasOf = ({ multi_region }: PlannedKey): readonly string[] =>
  multi_region?.type === 'PRIMARY' ? multi_region.replicas : []

const pieces = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))
