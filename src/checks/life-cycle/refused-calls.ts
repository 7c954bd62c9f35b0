import type { KeyRecord } from '../../model/report.ts'
import { dayText, type Instant } from '../../model/time.ts'
import { instantOf } from '../shared/time-text.ts'

/** The last call that was refused because of the key's state. */
interface RefusedCall {
  at: Instant
  /** `A request failed with DisabledException on 2026-11-19 (caller: ecs.amazonaws.com)` */
  text: string
}

export function lastRefused({ usage }: KeyRecord): RefusedCall | null {
  let last: RefusedCall | null = null
  for (const { refused_at, refused_error = 'an error', refused_by } of usage?.evidence ?? []) {
    const at = instantOf(refused_at)
    if (at === null || (last !== null && at <= last.at)) continue
    const by = refused_by === undefined ? '' : ` (caller: ${refused_by})`
    last = { at, text: `A request failed with ${refused_error} on ${dayText(at)}${by}` }
  }
  return last
}
