import type { QuotaRecord } from '../../model/assessments/quotas.ts'

/** Returns the quotas that have a row: used ones, the most used first, then those whose use is not known. */
export const shownQuotas = (quotas: readonly QuotaRecord[]): QuotaRecord[] => quotas.filter(isShown).toSorted(byUse)

/** Whether a quota was used, or its use is not known. */
export const isShown = ({ status, calls, throttled }: QuotaRecord): boolean =>
  status === 'unread' || ((status === 'measured' || status === 'partial') && ((calls ?? 1) > 0 || (throttled ?? 0) > 0))

const byUse = (one: QuotaRecord, other: QuotaRecord): number =>
  (other.used_percent ?? -1) - (one.used_percent ?? -1) || (other.calls ?? -1) - (one.calls ?? -1)
