import type { KeyRecord } from '../../model/report.ts'
import { DAY, HOUR, type Instant } from '../../model/time.ts'
import { fail, type KeyCheck, pass, type Result, unknown } from '../check.ts'
import { ofKeysThatStay } from '../shared/customer-keys.ts'
import { kmsCommand } from '../shared/remedy.ts'
import { agoText, daysText, instantOf, lastUse } from '../shared/time-text.ts'

const check: KeyCheck = {
  id: 'disabled-long',
  title: 'KMS keys should not stay disabled for more than 90 days',
  scope: 'key',
  severity: 'low',
  why: 'A disabled key costs as much as an enabled one. A key that nothing has needed for months can most likely be deleted.',
  needs: ['description', 'usage'],
  watches: ['Disabled'],
  judge: ofKeysThatStay((key, { now }) => {
    if (key.key_state !== 'Disabled') return pass
    const disabled = disabledAt(key)
    if (disabled !== null) {
      return now - disabled < DAYS * DAY ? pass : failing(key, `The key was disabled on ${agoText(disabled, now)}.`)
    }
    const earliest = notBefore(key, now)
    if (earliest !== null && now - earliest < DAYS * DAY) return pass
    if (wasWatched(key, now))
      return failing(
        key,
        `The key has been disabled for more than ${daysText(DAYS)}: CloudTrail shows no DisableKey event in that time.`,
      )
    const bound = earliest === null ? '' : ` It was still enabled on ${agoText(earliest, now)}.`
    return unknown(`No source shows when the key was disabled.${bound}`)
  }),
}
export default check

const DAYS = 90

const failing = (key: KeyRecord, detail: string): Result =>
  fail(detail, kmsCommand('schedule-key-deletion', key, '--pending-window-in-days', '30'))

const disabledAt = ({ usage }: KeyRecord): Instant | null =>
  latest((usage?.evidence ?? []).map(({ disabled_at }) => instantOf(disabled_at)))

/** It was not disabled when it was created or used. */
const notBefore = (key: KeyRecord, now: Instant): Instant | null =>
  latest([instantOf(key.created_at), lastUse(key, now)])

function latest(times: readonly (Instant | null)[]): Instant | null {
  const known = times.filter(at => at !== null)
  return known.length === 0 ? null : Math.max(...known)
}

/** CloudTrail read all its history of this key, which holds every call that disables it. */
const wasWatched = ({ usage }: KeyRecord, now: Instant): boolean =>
  (usage?.evidence ?? []).some(
    ({ source, status, since, unverified }) =>
      source === 'cloudtrail' &&
      status === 'not_observed' &&
      unverified === undefined &&
      (instantOf(since) ?? now) <= now - DAYS * DAY + 2 * HOUR,
  )
