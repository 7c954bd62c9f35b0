import { isRecorded } from '../model/report/recorded.ts'
import type { KeyRecord } from '../model/report/report.ts'

/**
 * Why a difference between two records of a key is not a change: in one report it is as AWS Config recorded it, at a time
 * that may lie before the other report. Null: the records can be compared.
 */
export function whyRecorded(old: KeyRecord, now: KeyRecord): string | null {
  if (isRecorded(old) === isRecorded(now)) return null
  return `in the ${isRecorded(old) ? 'old' : 'new'} report, the key is as AWS Config recorded it`
}
