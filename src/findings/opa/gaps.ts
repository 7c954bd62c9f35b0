import { groupBy } from '../../lib/group-by.ts'
import { OPA_CALL } from '../../model/opa.ts'
import type { GapRecord } from '../../model/report/report.ts'
import type { OpaDecision } from './decision.ts'

/** Returns one gap for a place whose keys all lack a decision for the same reason; otherwise one gap per key. */
export const gapsOf = (decisions: readonly OpaDecision[]): GapRecord[] =>
  groupBy(decisions, ({ key }) => `${key.account_id} ${key.region}`).flatMap(placeGaps)

function placeGaps(decisions: readonly OpaDecision[]): GapRecord[] {
  const gaps = decisions.flatMap(toGap)
  const [first] = gaps
  const isWholePlace =
    first !== undefined &&
    gaps.length === decisions.length &&
    gaps.every(({ message }) => message === first.message) &&
    decisions.every(({ denials }) => denials.length === 0)
  return isWholePlace && decisions.length > 1 ? [{ ...first, key_id: null }] : gaps
}

function toGap({ key: { account_id, region, key_id }, incompleteBecause }: OpaDecision): GapRecord[] {
  if (incompleteBecause === null) return []
  const { reason, why } = incompleteBecause
  return [{ account_id, region, key_id, operation: OPA_CALL, reason, message: why }]
}
