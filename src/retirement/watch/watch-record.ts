import type { WatchedKeyRecord, WatchRecord } from '../../model/retirement/retirement-watch.ts'
import { WATCH_VERDICTS } from '../../model/retirement/retirement-watch.ts'
import { isoTime, type Instant } from '../../model/time.ts'
import type { WatchReading } from '../../model/retirement/watch-reading.ts'
import { watchKey } from './watch-key.ts'

/** The plan that is watched. */
export interface WatchedPlan {
  planId: string
  account: string
  windowDays: number
}

/** Judges the keys of a plan. Keys that are needed come first, then in the order of the verdicts and of the plan. */
export function toWatchRecord(
  { planId, account, windowDays }: WatchedPlan,
  readings: readonly WatchReading[],
  { now, version }: { now: Instant; version: string },
): WatchRecord {
  return {
    schema_version: 1,
    kind: 'kms-audit-retirement-watch',
    tool_version: version,
    plan_id: planId,
    account_id: account,
    generated_at: isoTime(now),
    window_days: windowDays,
    notes: [
      SOME_SCENARIOS,
      ...(readings.some(({ newDependents }) => newDependents === null) ? [NO_SWEEP] : []),
      ...(readings.some(({ archived }) => archived !== undefined) ? [ARCHIVE_SILENCE] : []),
    ],
    keys: readings.map(reading => watchKey(reading, windowDays)).toSorted(byVerdict),
  }
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html */
const SOME_SCENARIOS =
  'CloudTrail logs failed calls in some scenarios only, so a quiet window is strong evidence, but no proof.'

const NO_SWEEP = 'The plan was made without --dependents, so new dependents were not looked for.'

const ARCHIVE_SILENCE =
  'The archive shows calls that need a key. Its silence decides nothing: it lacks refused calls of CreateGrant, and those that CloudTrail logs in the account of the caller.'

const byVerdict = (one: WatchedKeyRecord, other: WatchedKeyRecord): number =>
  WATCH_VERDICTS.indexOf(one.verdict) - WATCH_VERDICTS.indexOf(other.verdict)
