import type { KeyRecord } from '../../model/report/report.ts'
import { DAY, dayText, HOUR, type Instant, MINUTE, SECOND } from '../../model/time.ts'

/** `2026-11-20, 12 days ago` */
export const agoText = (at: Instant, now: Instant): string => `${dayText(at)}, ${daysText(wholeDays(now - at))} ago`

/** `2026-12-02, in 12 days` */
export const aheadText = (at: Instant, now: Instant): string => `${dayText(at)}, in ${daysText(wholeDays(at - now))}`

export const daysText = (days: number): string => (days === 1 ? '1 day' : `${days} days`)

const wholeDays = (span: number): number => Math.max(0, Math.floor(span / DAY))

export const toInstant = (text: string | null | undefined): Instant | null =>
  text === null || text === undefined ? null : Date.parse(text)

/**
 * Returns the latest time at which the last known use can have happened: for a source that answers by the hour or day,
 * the end of that hour or day. Null: no use is known.
 */
export function latestPossibleUse({ usage }: KeyRecord, now: Instant): Instant | null {
  const at = toInstant(usage?.last_used_at)
  if (at === null) return null
  return Math.min(now, at + SPANS[usage?.precision ?? 'second'])
}

const SPANS = { second: SECOND, minute: MINUTE, hour: HOUR, day: DAY } as const
