import type { QuotaWindow } from '../../model/assessments/quotas.ts'
import { DAY, HOUR, type Instant, isoTime, MINUTE, SECOND } from '../../model/time.ts'

/** The time over which use is measured. */
export interface UsageWindow {
  since: Instant
  until: Instant
  days: number
  /** From the newest to the oldest. */
  parts: readonly WindowPart[]
  /** The rates of days are averages over this time, in milliseconds. */
  dayPeriod: number
}

/** A part of the window, with the shortest period that CloudWatch still has. Times in milliseconds. */
export interface WindowPart {
  start: Instant
  end: Instant
  period: number
}

/**
 * CloudWatch keeps sums of a minute for 15 days, of five minutes for 63 days and of an hour for 455 days.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
const RETENTION: readonly { period: number; kept: number }[] = [
  { period: MINUTE, kept: 15 * DAY },
  { period: 5 * MINUTE, kept: 63 * DAY },
  { period: HOUR, kept: 455 * DAY },
]

/** The oldest data of a period can expire while it is read. */
const MARGIN = HOUR

/** Returns the window of so many days until now. Its parts begin at whole hours, so that no bucket is in two parts. */
export function usageWindow(now: Instant, days: number): UsageWindow {
  const until = Math.floor(now / MINUTE) * MINUTE
  const asked = Math.ceil((until - days * DAY) / HOUR) * HOUR
  const parts: WindowPart[] = []
  let end = until
  for (const { period, kept } of RETENTION) {
    const start = Math.max(asked, Math.ceil((now - kept + MARGIN) / HOUR) * HOUR)
    if (start < end) parts.push({ start, end, period })
    end = Math.min(end, start)
  }
  const dayPeriod = Math.max(5 * MINUTE, ...parts.map(({ period }) => period))
  // The oldest hour of 455 days is about to expire.
  return { since: parts.at(-1)?.start ?? until, until, days, parts, dayPeriod }
}

export const windowRecord = ({ since, until, days, parts, dayPeriod }: UsageWindow): QuotaWindow => ({
  since: isoTime(since),
  until: isoTime(until),
  days,
  day_rate_seconds: dayPeriod / SECOND,
  resolutions: parts.map(({ start, end, period }) => ({
    seconds: period / SECOND,
    since: isoTime(start),
    until: isoTime(end),
  })),
})
