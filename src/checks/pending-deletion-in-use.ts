import type { KeyRecord } from '../model/report.ts'
import { DAY, dayText, HOUR, type Instant } from '../model/time.ts'
import { fail, type KeyCheck, pass, type Result, unknown } from './check.ts'
import { isLeaving, ofCustomerKeys } from './customer-keys.ts'
import { lastUseUnknown } from './last-use-unknown.ts'
import { lastRefused } from './refused-calls.ts'
import { cancelDeletion } from './remedy.ts'
import { agoText, aheadText, daysText, instantOf, lastUse } from './time-text.ts'

const check: KeyCheck = {
  id: 'pending-deletion-in-use',
  title: 'No key that is still needed is about to be deleted',
  scope: 'key',
  severity: 'critical',
  why: 'Somebody used this key not long ago, or still tries to. When it is gone, nobody can read their data again.',
  needs: ['description', 'usage'],
  goesByUse: true,
  watches: ['PendingDeletion', 'PendingReplicaDeletion'],
  controls: [{ framework: 'AWS Security Hub CSPM', id: 'KMS.3' }],
  judge: ofCustomerKeys((key, { now, report }) => {
    if (!isLeaving(key)) return pass
    const start = now - report.unused_days * DAY
    const refused = lastRefused(key)
    if (refused !== null) return fail(`A call was refused: ${refused.text}.${goneText(key, now)}`, cancelDeletion(key))
    const last = lastUse(key, now)
    if (last === null || last <= start) return ifIdle(key, start, report.unused_days)
    return fail(
      `Last used on ${agoText(instantOf(key.usage?.last_used_at) ?? last, now)}.${goneText(key, now)}`,
      cancelDeletion(key),
    )
  }),
}
export default check

const goneText = ({ deletion_date }: KeyRecord, now: Instant): string => {
  const at = instantOf(deletion_date)
  return at === null ? '' : ` It will be deleted on ${aheadText(at, now)}.`
}

/** Nobody is known to use it: whether that is known of all the days. */
function ifIdle(key: KeyRecord, start: Instant, days: number): Result {
  const { usage } = key
  if (usage === undefined || usage.status === 'unknown' || usage.at_least) return unknown(lastUseUnknown(key))
  const since = instantOf(usage.not_observed_since)
  if (usage.status !== 'not_observed' || (since !== null && since <= start + HOUR)) return pass
  const from = since === null ? 'an unknown day' : dayText(since)
  return unknown(`No use was seen, but only from ${from} on, which is less than ${daysText(days)}.`)
}
