import type { KeyRecord } from '../../model/report/report.ts'
import type { Instant } from '../../model/time.ts'
import { isUnused } from '../../model/report/unused.ts'
import { UNUSED } from '../../model/usage.ts'
import { fail, type KeyCheck, pass, unknown } from '../check.ts'
import { forKeysNotPendingDeletion } from '../shared/customer-keys.ts'
import { unknownLastUseText } from './shared/unknown-last-use.ts'
import { retirementFix } from './shared/retirement-fix.ts'
import { agoText, toInstant } from '../shared/times.ts'

const check: KeyCheck = {
  id: 'key-unused',
  title: 'KMS keys should be in use',
  scope: 'key',
  severity: 'low',
  why: 'An unused key costs money and can be misused. Find the resources that reference it first, because AWS stops some of them when their key is disabled. Then disable it, and watch for failed requests before you delete it: an EBS volume that is already attached calls KMS only when it is attached again.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys-determining-usage.html',
  needs: ['usage'],
  goesByUse: true,
  judge: forKeysNotPendingDeletion((key, { now, report }) => {
    if (key.usage === undefined || key.disposition === 'unknown') return unknown(unknownLastUseText(key))
    // A key without a description may be an AWS managed key, or may already be scheduled for deletion.
    if (key.key_state === null && UNUSED.some(one => one === key.disposition))
      return unknown(key.error ?? NOT_DESCRIBED)
    if (!isUnused(key)) return pass
    return fail(`${lastUseText(key, now)}${priceText(key)}`, retirementFix(key, report))
  }),
}
export default check

const NOT_DESCRIBED = 'The key could not be described.'

function lastUseText({ usage, created_at }: KeyRecord, now: Instant): string {
  const used = toInstant(usage?.last_used_at)
  if (used !== null) return `The key was last used on ${agoText(used, now)}.`
  const created = usage?.status === 'never' ? toInstant(created_at) : null
  if (created !== null) return `No use recorded since the key was created on ${agoText(created, now)}.`
  const since = toInstant(usage?.not_observed_since)
  return since === null ? 'No use recorded.' : `No use recorded since ${agoText(since, now)}.`
}

const priceText = ({ cost }: KeyRecord): string =>
  cost.key === null ? '' : ` It costs $${cost.key.toFixed(2)} a month.`
