import type { ReadinessReason, ReadinessRecord } from '../../model/retirement/retirement.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import type { ReadinessContext } from './context.ts'
import * as groups from './index.ts'
import type { ReasonRule } from './reason.ts'

/** Every reason of the registry; those that block come first. */
export const REASON_RULES: readonly ReasonRule[] = Object.values(groups)
  .flat()
  .toSorted((one, other) => rankOf(one.level) - rankOf(other.level))

/** Returns whether a key may be retired, and every reason why not. */
export function readinessOf(key: KeyRecord, context: ReadinessContext): ReadinessRecord {
  const reasons = REASON_RULES.flatMap(({ id, level, find }): ReadinessReason[] => {
    const found = find(key, context)
    return found === null ? [] : [{ id, level, text: found.text, source: found.source, clears: found.clears }]
  })
  return { readiness: reasons[0]?.level ?? 'ready', reasons }
}

function rankOf(level: ReasonRule['level']): number {
  return level === 'blocked' ? 0 : 1
}
