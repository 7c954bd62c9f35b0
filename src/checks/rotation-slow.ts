import { fail, type KeyCheck, notApplicable, pass, unknown } from './check.ts'
import { kmsCommand } from './remedy.ts'
import { ofRotatableKeys } from './rotatable-keys.ts'
import { daysText } from './time-text.ts'

const check: KeyCheck = {
  id: 'rotation-slow',
  title: 'The key rotates at least once a year',
  scope: 'key',
  severity: 'low',
  why: 'Rotation can be set to anything up to 2,560 days. Standards that ask for rotation mean once a year.',
  needs: ['rotation'],
  judge: ofRotatableKeys((key, { why }) => {
    const { key_rotation_enabled: rotates, rotation } = key
    if (rotates === null || rotates === undefined) return unknown(why(key, 'kms:GetKeyRotationStatus'))
    if (!rotates) return notApplicable('Automatic rotation is off.')
    const days = rotation?.period_in_days ?? null
    if (days === null) return unknown(why(key, 'kms:GetKeyRotationStatus'))
    if (days <= YEAR) return pass
    return fail(
      `Rotates every ${daysText(days)}, which is more than ${YEAR}.`,
      kmsCommand('enable-key-rotation', key, '--rotation-period-in-days', String(YEAR)),
    )
  }),
}
export default check

const YEAR = 365
