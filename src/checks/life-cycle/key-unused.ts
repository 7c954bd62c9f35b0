import type { KeyRecord } from '../../model/report.ts'
import type { Instant } from '../../model/time.ts'
import { isUnused } from '../../model/unused.ts'
import { UNUSED } from '../../model/usage.ts'
import { fail, type KeyCheck, pass, unknown } from '../check.ts'
import { ofKeysThatStay } from '../shared/customer-keys.ts'
import { lastUseUnknown } from './last-use-unknown.ts'
import { kmsCommand } from '../shared/remedy.ts'
import { agoText, instantOf } from '../shared/time-text.ts'

const check: KeyCheck = {
  id: 'key-unused',
  title: 'KMS keys should be in use',
  scope: 'key',
  severity: 'low',
  why: 'An unused key costs money and can be misused. Disable it before you delete it, and watch for failed requests: an EBS volume that is already attached calls KMS only when it is attached again.',
  needs: ['usage'],
  goesByUse: true,
  judge: ofKeysThatStay((key, { now }) => {
    if (key.usage === undefined || key.disposition === 'unknown') return unknown(lastUseUnknown(key))
    // Without its description it may be an AWS managed key, or already scheduled for deletion.
    if (key.key_state === null && UNUSED.some(one => one === key.disposition))
      return unknown(key.error ?? NOT_DESCRIBED)
    if (!isUnused(key)) return pass
    return fail(`${usageText(key, now)}${price(key)}`, remedy(key))
  }),
}
export default check

const NOT_DESCRIBED = 'The key could not be described.'

function usageText({ usage, created_at }: KeyRecord, now: Instant): string {
  const used = instantOf(usage?.last_used_at)
  if (used !== null) return `The key was last used on ${agoText(used, now)}.`
  const created = usage?.status === 'never' ? instantOf(created_at) : null
  if (created !== null) return `No use recorded since the key was created on ${agoText(created, now)}.`
  const since = instantOf(usage?.not_observed_since)
  return since === null ? 'No use recorded.' : `No use recorded since ${agoText(since, now)}.`
}

const price = ({ cost }: KeyRecord): string => (cost.key === null ? '' : ` It costs $${cost.key.toFixed(2)} a month.`)

/** Deleting is final, so it is never the first step. */
const remedy = (key: KeyRecord): string =>
  key.enabled === false
    ? kmsCommand('schedule-key-deletion', key, '--pending-window-in-days', '30')
    : kmsCommand('disable-key', key)
