import type { KeyRecord } from '../../model/report/report.ts'
import { isoTime } from '../../model/time.ts'

/** What a report says about when a key fell silent, in numbers: so many reports fit into memory together. */
export interface LastUse {
  /** Milliseconds. NaN: not known. */
  at: number
  kind: (typeof LAST_USE)[keyof typeof LAST_USE]
}

/** The key was used last at the time, or then or later, or no use is recorded since the time. */
export const LAST_USE = { used: 0, usedOrLater: 1, noneSince: 2 } as const

export const NO_LAST_USE: LastUse = { at: Number.NaN, kind: LAST_USE.noneSince }

/** A key without any use is silent since it was created, or since uses are recorded. */
export function lastUseOf({ usage, created_at }: Pick<KeyRecord, 'usage' | 'created_at'>): LastUse {
  if (usage === undefined || usage.status === 'unknown') return NO_LAST_USE
  if (usage.last_used_at !== null) {
    const kind = usage.at_least === true ? LAST_USE.usedOrLater : LAST_USE.used
    return { at: Date.parse(usage.last_used_at), kind }
  }
  const since = usage.not_observed_since ?? created_at
  return since === null ? NO_LAST_USE : { at: Date.parse(since), kind: LAST_USE.noneSince }
}

/** Returns the fields of a silent key. Its month is `unusedSince` if the time is not known. */
export function silentFields({ at, kind }: LastUse, unusedSince: string) {
  const time = Number.isNaN(at) ? null : isoTime(at)
  const isUse = kind !== LAST_USE.noneSince
  return {
    silent_since: time?.slice(0, 7) ?? unusedSince,
    last_used_at: isUse ? time : null,
    is_later_possible: kind === LAST_USE.usedOrLater,
    no_use_since: isUse ? null : time,
  }
}
