import { isPendingDeletion } from '../../model/key.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import { type CheckContext, notApplicable, type Result } from '../check.ts'

type Judge = (key: KeyRecord, context: CheckContext) => Result

/** Makes a check not applicable to AWS managed keys, because only AWS can change them. */
export const forCustomerKeys =
  (judge: Judge): Judge =>
  (key, context) =>
    key.key_manager === 'AWS' ? AWS_MANAGED : judge(key, context)

/** Makes a check not applicable to AWS managed keys and to keys that are scheduled for deletion. */
export const forKeysNotPendingDeletion = (judge: Judge): Judge =>
  forCustomerKeys((key, context) => (isScheduledForDeletion(key) ? SCHEDULED_FOR_DELETION : judge(key, context)))

/** Whether a key is scheduled for deletion. It cannot be used, and most of its settings cannot be changed. */
export const isScheduledForDeletion = ({ key_state }: KeyRecord): boolean =>
  key_state !== null && isPendingDeletion(key_state)

const AWS_MANAGED = notApplicable('AWS manages this key. You cannot change it.')
const SCHEDULED_FOR_DELETION = notApplicable('The key is scheduled for deletion.')
