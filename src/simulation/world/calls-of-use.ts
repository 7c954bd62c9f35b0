import type { Instant } from '../../model/time.ts'
import type { SimUse } from './sim-key.ts'

/** Calls that are spread evenly over a time. */
export type CallSpan = Pick<SimUse, 'at' | 'count' | 'over'>

/**
 * Returns the number of calls of a use. They are at whole milliseconds, the newest at `at`. Everything is computed from
 * these numbers, so a key with a million calls costs as little as one with a single call.
 */
export const callCount = (use: CallSpan): number => use.count ?? 1

/** Returns the time of the n-th newest call; 0 is the newest. */
export const callTime = (use: CallSpan, n: number): Instant => use.at - n * stepOf(use)

/** Returns the number of the newest call at or before a moment, or the count of all calls if there is none. */
export function newestUpTo(use: CallSpan, moment: Instant): number {
  const count = callCount(use)
  if (use.at <= moment) return 0
  const step = stepOf(use)
  return step === 0 ? count : Math.min(count, Math.ceil((use.at - moment) / step))
}

/** Returns the number of calls in `from` <= t < `to`. */
export const callsBetween = (use: CallSpan, from: Instant, to: Instant): number =>
  Math.max(0, newestUpTo(use, from - 1) - newestUpTo(use, to - 1))

/** Whether a use succeeded. GetKeyLastUsage and the metrics leave failed calls and dry runs out. */
export const isSuccessfulUse = (use: SimUse): boolean => use.errorCode === undefined && use.dryRun !== true

const stepOf = (use: CallSpan): number =>
  use.over === undefined || use.over === 0 ? 0 : Math.max(1, Math.floor(use.over / callCount(use)))
