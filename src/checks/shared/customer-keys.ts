import { isPendingDeletion } from '../../model/key.ts'
import type { KeyRecord } from '../../model/report.ts'
import { type CheckContext, notApplicable, type Result } from '../check.ts'

type Judge = (key: KeyRecord, context: CheckContext) => Result

/** Leaves out AWS managed keys, which only AWS can change. */
export const ofCustomerKeys =
  (judge: Judge): Judge =>
  (key, context) =>
    key.key_manager === 'AWS' ? AWS_MANAGED : judge(key, context)

/** Leaves out keys that are scheduled for deletion as well, for checks that no longer matter to them. */
export const ofKeysThatStay = (judge: Judge): Judge =>
  ofCustomerKeys((key, context) => (isLeaving(key) ? LEAVING : judge(key, context)))

/** Scheduled for deletion: it cannot be used, and most of it cannot be changed. */
export const isLeaving = ({ key_state }: KeyRecord): boolean => key_state !== null && isPendingDeletion(key_state)

const AWS_MANAGED = notApplicable('AWS manages this key. You cannot change it.')
const LEAVING = notApplicable('The key is scheduled for deletion.')
