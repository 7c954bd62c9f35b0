import type { KeyRecord } from '../model/report.ts'
import type { Instant } from '../model/time.ts'
import { UNUSED } from '../model/usage.ts'
import { fail, type KeyCheck, pass } from './check.ts'
import { isLeaving, ofCustomerKeys } from './customer-keys.ts'
import { cancelDeletion } from './remedy.ts'
import { aheadText, instantOf } from './time-text.ts'

const check: KeyCheck = {
  id: 'pending-deletion',
  title: 'The key is not about to be deleted',
  scope: 'key',
  severity: 'high',
  why: 'When a key is gone, whatever it encrypted is gone with it. Only until the waiting period ends can that be undone.',
  needs: ['description'],
  goesByUse: true,
  controls: [
    { framework: 'AWS Security Hub CSPM', id: 'KMS.3' },
    { framework: 'NIST SP 800-53 Rev. 5', id: 'SC-12' },
    { framework: 'NIST SP 800-53 Rev. 5', id: 'SC-12(2)' },
  ],
  judge: ofCustomerKeys((key, { now }) => {
    if (!isLeaving(key)) return pass
    // A key that was seen to be idle is being deleted as it should be.
    const idle = UNUSED.some(disposition => disposition === key.disposition)
    return fail(whenGone(key, now), cancelDeletion(key), idle ? 'low' : undefined)
  }),
}
export default check

function whenGone({ deletion_date, replica_keys }: KeyRecord, now: Instant): string {
  const at = instantOf(deletion_date)
  if (at !== null) return `Will be deleted on ${aheadText(at, now)}.`
  const left = replica_keys.length === 0 ? '' : ` (${replica_keys.join(', ')})`
  return `Its waiting period begins when its last replica is deleted${left}.`
}
