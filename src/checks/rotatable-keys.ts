import type { KeyRecord } from '../model/report.ts'
import { type CheckContext, notApplicable, type Result, unknown } from './check.ts'
import { ofKeysThatStay } from './customer-keys.ts'

/**
 * Only of keys that AWS can rotate by itself, where that is set.
 * https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 */
export const ofRotatableKeys = (judge: (key: KeyRecord, context: CheckContext) => Result) =>
  ofKeysThatStay((key, context) => {
    if (key.key_spec === null || key.origin === null) return unknown('Not known to be a key that can rotate.')
    const reason = whyNot(key)
    return reason === null ? judge(key, context) : notApplicable(reason)
  })

function whyNot({ key_spec, origin, key_state, multi_region_type, primary_key_arn }: KeyRecord): string | null {
  if (key_spec !== 'SYMMETRIC_DEFAULT') return `Keys of spec ${key_spec} cannot rotate by themselves.`
  if (origin === 'EXTERNAL') return 'Imported key material is rotated on demand only.'
  if (origin !== 'AWS_KMS') return `Keys of origin ${origin} cannot rotate by themselves.`
  if (multi_region_type === 'REPLICA')
    return `A replica rotates with its primary key ${primary_key_arn ?? ''}`.trim() + '.'
  if (key_state !== 'Enabled') return `A key does not rotate while it is ${key_state}.`
  return null
}
