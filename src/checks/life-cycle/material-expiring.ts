import type { KeyRecord } from '../../model/report/report.ts'
import { DAY, dayText } from '../../model/time.ts'
import { fail, type KeyCheck, notApplicable, pass, unknown } from '../check.ts'
import { forKeysNotPendingDeletion } from '../shared/customer-keys.ts'
import { kmsCommand } from '../shared/remedy.ts'
import { aheadText, toInstant } from '../shared/times.ts'

const check: KeyCheck = {
  id: 'material-expiring',
  title: 'Imported key material should be present and should not expire within 30 days',
  scope: 'key',
  severity: 'high',
  why: 'When imported key material expires, KMS deletes it. The key cannot be used until the same key material is imported again.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-import-key-material.html',
  needs: ['description'],
  judge: forKeysNotPendingDeletion((key, { now }) => {
    if (key.origin === null) return unknown('The origin of the key material is not known.')
    if (key.origin !== 'EXTERNAL') return notApplicable('The key material was not imported.')
    const remedy = kmsCommand('get-parameters-for-import', key, ...wrappingOptions(key))
    if (key.key_state === 'PendingImport') return fail('The key has no key material (PendingImport).', remedy)
    if (key.valid_to === undefined) return unknown('The expiration date of the key material is not known.')
    const end = toInstant(key.valid_to)
    if (end === null || end - now > DAYS_AHEAD * DAY) return pass
    if (end <= now) return fail(`The key material expired on ${dayText(end)}.`, remedy)
    return fail(`The key material expires on ${aheadText(end, now)}.`, remedy)
  }),
}
export default check

const DAYS_AHEAD = 30

/**
 * Returns a wrapping algorithm and key that can wrap the material. An RSA private key is too long to be wrapped
 * directly by an RSA wrapping key; the material of every other key spec fits into the longest wrapping key.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_GetParametersForImport.html
 */
function wrappingOptions({ key_spec, key_arn }: KeyRecord): string[] {
  if (key_spec?.startsWith('RSA_') !== true) return toOptions('RSAES_OAEP_SHA_256', 'RSA_4096')
  // China Regions do not support RSA_AES wrapping: https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-encrypt-key-material.html
  return key_arn.startsWith('arn:aws-cn:')
    ? toOptions('SM2PKE', 'SM2')
    : toOptions('RSA_AES_KEY_WRAP_SHA_256', 'RSA_4096')
}

const toOptions = (algorithm: string, spec: string): string[] => [
  '--wrapping-algorithm',
  algorithm,
  '--wrapping-key-spec',
  spec,
]
