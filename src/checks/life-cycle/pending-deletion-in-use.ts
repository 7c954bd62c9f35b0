import type { KeyRecord } from '../../model/report.ts'
import { DAY, dayText, HOUR, type Instant } from '../../model/time.ts'
import { fail, type KeyCheck, pass, type Result, unknown } from '../check.ts'
import { isLeaving, ofCustomerKeys } from '../shared/customer-keys.ts'
import { lastUseUnknown } from './last-use-unknown.ts'
import { lastRefused } from './refused-calls.ts'
import { cancelDeletion } from '../shared/remedy.ts'
import { agoText, aheadText, daysText, instantOf, lastUse } from '../shared/time-text.ts'

const check: KeyCheck = {
  id: 'pending-deletion-in-use',
  title: 'KMS keys in use should not be scheduled for deletion',
  scope: 'key',
  severity: 'critical',
  why: 'The key was used recently, or applications still try to use it. After the key is deleted, their data cannot be decrypted.',
  needs: ['description', 'usage'],
  goesByUse: true,
  watches: ['PendingDeletion', 'PendingReplicaDeletion'],
  controls: [{ framework: 'AWS Security Hub CSPM', id: 'KMS.3' }],
  judge: ofCustomerKeys((key, { now, report }) => {
    if (!isLeaving(key)) return pass
    const start = now - report.unused_days * DAY
    const refused = lastRefused(key)
    if (refused !== null) return fail(`${refused.text}.${goneText(key, now)}`, cancelDeletion(key))
    const last = lastUse(key, now)
    if (last === null || last <= start) return ifIdle(key, start, report.unused_days)
    return fail(
      `The key was last used on ${agoText(instantOf(key.usage?.last_used_at) ?? last, now)}.${goneText(key, now)}`,
      cancelDeletion(key),
    )
  }),
}
export default check

const goneText = ({ deletion_date }: KeyRecord, now: Instant): string => {
  const at = instantOf(deletion_date)
  return at === null ? '' : ` The key will be deleted on ${aheadText(at, now)}.`
}

/** No use is known: passes only if that is known for all the days. */
function ifIdle(key: KeyRecord, start: Instant, days: number): Result {
  const { usage } = key
  if (usage === undefined || usage.status === 'unknown' || usage.at_least) return unknown(lastUseUnknown(key))
  const since = instantOf(usage.not_observed_since)
  if (usage.status !== 'not_observed' || (since !== null && since <= start + HOUR)) return pass
  const from = since === null ? 'an unknown date' : dayText(since)
  return unknown(`No use recorded, but the records start on ${from} and cover less than ${daysText(days)}.`)
}
