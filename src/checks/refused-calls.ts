import type { KeyRecord } from '../model/report.ts'
import { dayText, type Instant } from '../model/time.ts'
import { instantOf } from './time-text.ts'

/** The last call that was refused because of the key's state. */
export interface RefusedCall {
  at: Instant
  /** `DisabledException on 2026-11-19, called by ecs.amazonaws.com` */
  text: string
}

export function lastRefused({ usage }: KeyRecord): RefusedCall | null {
  let last: RefusedCall | null = null
  for (const { refused_at, refused_error = 'An error', refused_by } of usage?.evidence ?? []) {
    const at = instantOf(refused_at)
    if (at === null || (last !== null && at <= last.at)) continue
    const by = refused_by === undefined ? '' : `, called by ${refused_by}`
    last = { at, text: `${refused_error} on ${dayText(at)}${by}` }
  }
  return last
}
