import type { KeyRecord } from '../../../model/report/report.ts'
import { dayText, type Instant } from '../../../model/time.ts'
import { toInstant } from '../../shared/times.ts'

/** The last request that failed because of the state of the key. */
interface RefusedCall {
  at: Instant
  /** `A request failed with DisabledException on 2026-11-19 (caller: ecs.amazonaws.com)` */
  text: string
}

export function lastRefusedCall({ usage }: KeyRecord): RefusedCall | null {
  let last: RefusedCall | null = null
  for (const { refused_at, refused_error = 'an error', refused_by } of usage?.evidence ?? []) {
    const at = toInstant(refused_at)
    if (at === null || (last !== null && at <= last.at)) continue
    const by = refused_by === undefined ? '' : ` (caller: ${refused_by})`
    last = { at, text: `A request failed with ${refused_error} on ${dayText(at)}${by}` }
  }
  return last
}
