import type { KeyRecord } from '../../model/report/report.ts'
import { DAY, dayText, HOUR, type Instant } from '../../model/time.ts'
import { fail, type KeyCheck, pass, type Result, unknown } from '../check.ts'
import { isScheduledForDeletion, forCustomerKeys } from '../shared/customer-keys.ts'
import { unknownLastUseText } from './shared/unknown-last-use.ts'
import { lastRefusedCall } from './shared/refused-calls.ts'
import { cancelDeletion } from '../shared/remedy.ts'
import { agoText, aheadText, daysText, toInstant, latestPossibleUse } from '../shared/times.ts'

const check: KeyCheck = {
  id: 'pending-deletion-in-use',
  title: 'KMS keys in use should not be scheduled for deletion',
  scope: 'key',
  severity: 'critical',
  why: 'The key was used recently, or applications still try to use it. After the key is deleted, their data cannot be decrypted.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys-creating-cloudwatch-alarm.html',
  needs: ['description', 'usage'],
  goesByUse: true,
  watches: ['PendingDeletion', 'PendingReplicaDeletion'],
  controls: [{ framework: 'AWS Security Hub CSPM', id: 'KMS.3' }],
  judge: forCustomerKeys((key, { now, report }) => {
    if (!isScheduledForDeletion(key)) return pass
    const start = now - report.unused_days * DAY
    const refused = lastRefusedCall(key)
    if (refused !== null) return fail(`${refused.text}.${deletionNote(key, now)}`, cancelDeletion(key))
    const last = latestPossibleUse(key, now)
    if (last === null || last <= start) return judgeWithoutUse(key, start, report.unused_days)
    return fail(
      `The key was last used on ${agoText(toInstant(key.usage?.last_used_at) ?? last, now)}.${deletionNote(key, now)}`,
      cancelDeletion(key),
    )
  }),
}
export default check

const deletionNote = ({ deletion_date }: KeyRecord, now: Instant): string => {
  const at = toInstant(deletion_date)
  return at === null ? '' : ` The key will be deleted on ${aheadText(at, now)}.`
}

/** Judges a key without a known recent use. Passes only if the records cover all the days. */
function judgeWithoutUse(key: KeyRecord, start: Instant, days: number): Result {
  const { usage } = key
  if (usage === undefined || usage.status === 'unknown' || usage.at_least) return unknown(unknownLastUseText(key))
  const since = toInstant(usage.not_observed_since)
  if (usage.status !== 'not_observed' || (since !== null && since <= start + HOUR)) return pass
  const from = since === null ? 'an unknown date' : dayText(since)
  return unknown(`No use recorded, but the records start on ${from} and cover less than ${daysText(days)}.`)
}
