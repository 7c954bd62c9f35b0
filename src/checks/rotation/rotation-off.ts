import type { KeyRecord } from '../../model/report/report.ts'
import { DAY, dayText, type Instant } from '../../model/time.ts'
import { fail, type KeyCheck, pass, unknown } from '../check.ts'
import { kmsCommand } from '../shared/remedy.ts'
import { templateChange } from '../shared/template.ts'
import { forRotatableKeys } from './shared/rotatable-keys.ts'

const check: KeyCheck = {
  id: 'rotation-off',
  title: 'KMS keys should have automatic rotation enabled',
  scope: 'key',
  severity: 'medium',
  why: 'Automatic rotation creates new key material every year, which limits how much data one version of the material protects. KMS keeps the previous versions, so existing data does not have to be re-encrypted.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/rotating-keys-enable.html',
  needs: ['rotation'],
  controls: [
    { framework: 'AWS Security Hub CSPM', id: 'KMS.4' },
    { framework: 'CIS AWS Foundations 1.2.0', id: '2.8' },
    { framework: 'CIS AWS Foundations 1.4.0', id: '3.8' },
    { framework: 'CIS AWS Foundations 1.5.0', id: '3.8' },
    { framework: 'CIS AWS Foundations 2.0.0', id: '3.8' },
    { framework: 'CIS AWS Foundations 3.0.0', id: '3.6' },
    { framework: 'CIS AWS Foundations 4.0.1', id: '3.6' },
    { framework: 'CIS AWS Foundations 5.0.0', id: '3.6' },
    { framework: 'CIS AWS Foundations 6.0.0', id: '4.6' },
    { framework: 'CIS AWS Foundations 7.0.0', id: '4.6' },
    { framework: 'PCI DSS 3.2.1', id: '3.6.4' },
    { framework: 'PCI DSS 4.0.1', id: '3.7.4' },
    { framework: 'NIST SP 800-53 Rev. 5', id: 'SC-12' },
    { framework: 'NIST SP 800-53 Rev. 5', id: 'SC-12(2)' },
    { framework: 'NIST SP 800-53 Rev. 5', id: 'SC-28(3)' },
  ],
  judge: forRotatableKeys((key, { now, why }) => {
    const { key_rotation_enabled: rotates } = key
    if (rotates === null || rotates === undefined) return unknown(why(key, 'kms:GetKeyRotationStatus'))
    if (rotates) return pass
    const fix = { remedy: kmsCommand('enable-key-rotation', key), template: ROTATE }
    const byHand = lastOnDemandRotation(key)
    if (byHand === null || now - byHand > 365 * DAY) return fail('Automatic rotation is off.', fix)
    return fail(`Automatic rotation is off. The key was last rotated on demand on ${dayText(byHand)}.`, fix, 'low')
  }),
}
export default check

const ROTATE = templateChange('EnableKeyRotation: true', 'enable_key_rotation = true')

/**
 * Returns when the key was last rotated on demand. Earlier automatic rotations do not count: they ended when automatic
 * rotation was turned off.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_RotationsListEntry.html
 */
function lastOnDemandRotation({ rotation }: KeyRecord): Instant | null {
  const byHand = (rotation?.rotations ?? []).filter(({ type }) => type === 'ON_DEMAND')
  const dates = byHand.map(({ date }) => Date.parse(date))
  return dates.length === 0 ? null : Math.max(...dates)
}
