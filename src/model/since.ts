import { type Period, timeBefore } from './period.ts'
import { DAY, dayText, HOUR, type Instant } from './time.ts'

/** The start of a time: so long ago, or a day. */
export type Since = Period | { at: Instant }

/** The time that is meant. */
export const sinceTime = (since: Since, now: Instant): Instant => ('at' in since ? since.at : timeBefore(now, since))

/** `30d`, `7h`, `2mo`, `1y`, `2024-01-31` */
export function sinceText(since: Since): string {
  if ('at' in since) return dayText(since.at)
  const { months, milliseconds } = since
  if (months > 0) return months % 12 === 0 ? `${months / 12}y` : `${months}mo`
  return milliseconds % DAY === 0 ? `${milliseconds / DAY}d` : `${Math.ceil(milliseconds / HOUR)}h`
}
