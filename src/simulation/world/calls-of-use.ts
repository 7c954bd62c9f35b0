import type { Instant } from '../../model/time.ts'
import type { SimUse } from './world.ts'

/**
 * A use stands for `count` calls at whole milliseconds, the newest at `at`. Everything is computed from those numbers, so
 * a key with a million calls is as cheap as one with a single call.
 */
export const callCount = (use: SimUse): number => use.count ?? 1

/** When the n-th newest call was made; 0 is the newest. */
export const callTime = (use: SimUse, n: number): Instant => use.at - n * stepOf(use)

/** The newest call at or before a moment, as its number; the count of all calls when there is none. */
export function newestUpTo(use: SimUse, moment: Instant): number {
  const count = callCount(use)
  if (use.at <= moment) return 0
  const step = stepOf(use)
  return step === 0 ? count : Math.min(count, Math.ceil((use.at - moment) / step))
}

/** Calls made in `from` <= t < `to`. */
export const callsBetween = (use: SimUse, from: Instant, to: Instant): number =>
  Math.max(0, newestUpTo(use, from - 1) - newestUpTo(use, to - 1))

/** Failed calls and dry runs do not use a key: GetKeyLastUsage and the metrics leave them out. */
export const isSuccessfulUse = (use: SimUse): boolean => use.errorCode === undefined && use.dryRun !== true

const stepOf = (use: SimUse): number =>
  use.over === undefined || use.over === 0 ? 0 : Math.max(1, Math.floor(use.over / callCount(use)))
