import { countText } from '../../lib/text/numbers.ts'
import { rateText } from '../../lib/text/rate-text.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { minuteText } from '../../model/time.ts'
import type { FailedCallsRecord, OperationCalls, QuotaRecord, QuotaWindow } from '../../model/assessments/quotas.ts'

/** `30 days, from 2026-10-21 15:00 UTC to 2026-11-20 14:30 UTC` */
export const windowText = ({ since, until, days }: QuotaWindow): string =>
  `${days === 1 ? '1 day' : `${days} days`}, from ${minuteText(Date.parse(since))} to ${minuteText(Date.parse(until))}`

/** `requests per second, averaged over a minute since 2026-11-05, and over 5 minutes before` */
export function ratesText({ resolutions }: QuotaWindow): string {
  const spans = resolutions.map(({ seconds, since }, index) => {
    const isLast = index === resolutions.length - 1
    return `over ${spanText(seconds)}${isLast ? (index === 0 ? '' : ' before') : ` since ${since.slice(0, 10)}`}`
  })
  return `requests per second, averaged ${spans.join(', and ')}; single seconds can be higher`
}

/** `a minute`, `5 minutes`, `an hour` */
const spanText = (seconds: number): string =>
  seconds === 60 ? 'a minute' : seconds === 3600 ? 'an hour' : `${seconds / 60} minutes`

export const nameOf = ({ operation, quota_name: name }: QuotaRecord): string => safeText(operation ?? name)

/** Partial data gives numbers that are too low. */
const atLeast = ({ status }: QuotaRecord): string => (status === 'partial' ? '>= ' : '')

/** `85 %`, `< 0.01 %`, `Unknown` */
export function usedText(quota: QuotaRecord): string {
  const { used_percent: used, calls } = quota
  if (used === null) return 'Unknown'
  return `${atLeast(quota)}${used < 0.005 && calls !== 0 ? '< 0.01' : rateText(used)} %`
}

export const peakText = (quota: QuotaRecord): string =>
  quota.peak_per_second === null ? 'Unknown' : `${atLeast(quota)}${rateText(quota.peak_per_second)}`

export const callsText = (quota: QuotaRecord): string =>
  quota.calls === null ? 'Unknown' : `${atLeast(quota)}${countText(quota.calls)}`

/** A dash: CloudWatch has no throttled calls of KMS in this place, which is not known to be 0. */
export const throttledText = ({ throttled, throttle_status: status }: QuotaRecord): string =>
  throttled === null ? (status === 'no_data' ? '-' : 'Unknown') : countText(throttled)

/** An asterisk marks a quota that may be another one in this account. */
export const quotaText = ({ per_second, source }: QuotaRecord): string =>
  `${rateText(per_second)}${source === 'assumed_default' ? ' *' : ''}`

export const headroomText = ({ headroom_per_second: room, status }: QuotaRecord): string =>
  room === null ? 'Unknown' : `${status === 'partial' ? '<= ' : ''}${rateText(room)}`

export const usualText = ({ usual_per_second: usual }: QuotaRecord): string => (usual === null ? '-' : rateText(usual))

/** `2026-11-14 09:29` */
export const peakTimeText = ({ peak_at: at }: QuotaRecord): string => at?.slice(0, 16).replace('T', ' ') ?? '-'

/** `1 min` */
export const averagedText = ({ peak_seconds: seconds }: QuotaRecord): string =>
  seconds === null ? '-' : `${seconds / 60} min`

/** `us-east-1: 12 of 340 calls (3.5 %) since 2026-11-20 10:00 UTC (Decrypt AccessDenied 10, Sign NotFoundException 2)` */
export function failedText({ region, since, calls, failed, operations, is_complete, why }: FailedCallsRecord): string {
  if (since === null) return `${region}: unknown, ${safeText(why ?? 'CloudTrail did not answer')}`
  const rate = calls === 0 ? '' : ` (${rateText((failed / calls) * 100)} %)`
  const codes = errorCodes(operations)
  const named =
    codes.length === 0
      ? ''
      : ` (${codes.slice(0, MOST_CODES).join(', ')}${codes.length > MOST_CODES ? ', and others' : ''})`
  const part = is_complete ? '' : `; earlier calls were not read: ${safeText(why ?? 'records are missing')}`
  const from = minuteText(Date.parse(since))
  return `${region}: ${countText(failed)} of ${countText(calls)} calls${rate} since ${from}${named}${part}`
}

const MOST_CODES = 3

/** `Decrypt AccessDenied 10`, the most frequent first. */
export const errorCodes = (operations: readonly OperationCalls[]): string[] =>
  operations
    .flatMap(({ operation, error_codes: codes }) =>
      Object.entries(codes).map(([code, count]) => ({ text: `${operation} ${code} ${countText(count)}`, count })),
    )
    .toSorted((a, b) => b.count - a.count)
    .map(({ text }) => safeText(text))
