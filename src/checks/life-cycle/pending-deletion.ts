import type { KeyRecord } from '../../model/report/report.ts'
import type { Instant } from '../../model/time.ts'
import { UNUSED } from '../../model/usage.ts'
import { fail, type KeyCheck, pass } from '../check.ts'
import { isScheduledForDeletion, forCustomerKeys } from '../shared/customer-keys.ts'
import { cancelDeletion } from '../shared/remedy.ts'
import { aheadText, toInstant } from '../shared/times.ts'

const check: KeyCheck = {
  id: 'pending-deletion',
  title: 'KMS keys should not be scheduled for deletion',
  scope: 'key',
  severity: 'high',
  why: 'After a key is deleted, data that was encrypted under it cannot be decrypted. You can cancel the deletion until the waiting period ends.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
  needs: ['description'],
  goesByUse: true,
  controls: [
    { framework: 'AWS Security Hub CSPM', id: 'KMS.3' },
    { framework: 'NIST SP 800-53 Rev. 5', id: 'SC-12' },
    { framework: 'NIST SP 800-53 Rev. 5', id: 'SC-12(2)' },
  ],
  judge: forCustomerKeys((key, { now }) => {
    if (!isScheduledForDeletion(key)) return pass
    // The deletion of a key that is known to be unused is expected.
    const idle = UNUSED.some(disposition => disposition === key.disposition)
    return fail(deletionText(key, now), cancelDeletion(key), idle ? 'low' : undefined)
  }),
}
export default check

function deletionText({ deletion_date, replica_keys }: KeyRecord, now: Instant): string {
  const at = toInstant(deletion_date)
  if (at !== null) return `The key will be deleted on ${aheadText(at, now)}.`
  const left = replica_keys.length === 0 ? '' : ` (${replica_keys.join(', ')})`
  return `The waiting period starts when the last replica key is deleted${left}.`
}
