import type { KeyRecord } from '../../../model/report/report.ts'
import { type CheckContext, notApplicable, type Result, unknown } from '../../check.ts'
import { forKeysNotPendingDeletion } from '../../shared/customer-keys.ts'

/**
 * Makes a check not applicable to keys that do not support automatic rotation.
 * https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 */
export const forRotatableKeys = (judge: (key: KeyRecord, context: CheckContext) => Result) =>
  forKeysNotPendingDeletion((key, context) => {
    if (key.key_spec === null || key.origin === null)
      return unknown('The key spec or the origin of the key is not known.')
    const reason = whyNotRotatable(key)
    return reason === null ? judge(key, context) : notApplicable(reason)
  })

function whyNotRotatable({
  key_spec,
  origin,
  key_state,
  multi_region_type,
  primary_key_arn,
}: KeyRecord): string | null {
  if (key_spec !== 'SYMMETRIC_DEFAULT')
    return `Automatic rotation is not available for keys with the key spec ${key_spec}.`
  if (origin === 'EXTERNAL') return 'Only on-demand rotation is available for imported key material.'
  if (origin !== 'AWS_KMS') return `Automatic rotation is not available for keys with the origin ${origin}.`
  if (multi_region_type === 'REPLICA')
    return `A replica key rotates with its primary key ${primary_key_arn ?? ''}`.trim() + '.'
  if (key_state !== 'Enabled') return `KMS does not rotate a key in the state ${key_state}.`
  return null
}
