import type { KeyRecord } from '../../model/report/report.ts'
import { DAY, HOUR, type Instant } from '../../model/time.ts'
import { fail, type KeyCheck, pass, type Result, unknown } from '../check.ts'
import { forKeysNotPendingDeletion } from '../shared/customer-keys.ts'
import { scheduleDeletion } from './shared/disabled-key-fixes.ts'
import { agoText, daysText, toInstant, latestPossibleUse } from '../shared/times.ts'

const check: KeyCheck = {
  id: 'disabled-long',
  title: 'KMS keys should not stay disabled for more than 90 days',
  scope: 'key',
  severity: 'low',
  why: 'A disabled key costs as much as an enabled one. A key that nothing has needed for months can most likely be deleted.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html',
  needs: ['description', 'usage'],
  watches: ['Disabled'],
  judge: forKeysNotPendingDeletion((key, { now }) => {
    if (key.key_state !== 'Disabled') return pass
    const disabled = disabledAt(key)
    if (disabled !== null) {
      return now - disabled < DAYS_DISABLED * DAY
        ? pass
        : failFor(key, `The key was disabled on ${agoText(disabled, now)}.`)
    }
    const earliest = lastKnownEnabled(key, now)
    if (earliest !== null && now - earliest < DAYS_DISABLED * DAY) return pass
    if (wasFullyRead(key, now))
      return failFor(
        key,
        `The key has been disabled for more than ${daysText(DAYS_DISABLED)}: CloudTrail shows no DisableKey event in that time.`,
      )
    const bound = earliest === null ? '' : ` It was still enabled on ${agoText(earliest, now)}.`
    return unknown(`No source shows when the key was disabled.${bound}`)
  }),
}
export default check

const DAYS_DISABLED = 90

const failFor = (key: KeyRecord, detail: string): Result => fail(detail, scheduleDeletion(key))

const disabledAt = ({ usage }: KeyRecord): Instant | null =>
  latest((usage?.evidence ?? []).map(({ disabled_at }) => toInstant(disabled_at)))

/** The latest time at which the key was certainly enabled: when it was created or last used. */
const lastKnownEnabled = (key: KeyRecord, now: Instant): Instant | null =>
  latest([toInstant(key.created_at), latestPossibleUse(key, now)])

function latest(times: readonly (Instant | null)[]): Instant | null {
  const known = times.filter(at => at !== null)
  return known.length === 0 ? null : Math.max(...known)
}

/** Whether all CloudTrail events of the key were read for the last 90 days. They include every DisableKey call. */
const wasFullyRead = ({ usage }: KeyRecord, now: Instant): boolean =>
  (usage?.evidence ?? []).some(
    ({ source, status, since, unverified }) =>
      source === 'cloudtrail' &&
      status === 'not_observed' &&
      unverified === undefined &&
      (toInstant(since) ?? now) <= now - DAYS_DISABLED * DAY + 2 * HOUR,
  )
