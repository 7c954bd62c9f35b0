import type { KeyCheck, Result } from '../checks/check.ts'
import { unknown } from '../checks/check.ts'
import { isRecorded } from '../model/report/recorded.ts'
import type { KeyRecord } from '../model/report/report.ts'
import { dayText } from '../model/time.ts'

/** What AWS Config records about a key. */
const RECORDED_NEEDS: readonly string[] = ['description', 'tags']

/**
 * Returns the result for a key that is only known from AWS Config: what was wrong when it was recorded is a finding that
 * says so, and what was right then may be wrong now.
 */
export function recordedResult({ needs }: KeyCheck, key: KeyRecord, result: Result): Result {
  if (!isRecorded(key) || !needs.some(need => RECORDED_NEEDS.includes(need))) return result
  if (result.status === 'pass') return unknown(`${recordText(key)}, and may be different now.`)
  return result.status === 'fail' ? { ...result, detail: `${result.detail} ${recordText(key)}.` } : result
}

function recordText({ inventory }: KeyRecord): string {
  const at = inventory?.recorded_at ?? null
  return `AWS Config recorded this${at === null ? '' : ` on ${dayText(Date.parse(at))}`}`
}
