import { fail, type KeyCheck, notApplicable, pass, unknown } from '../check.ts'
import { kmsCommand } from '../shared/remedy.ts'
import { templateChange } from '../shared/template.ts'
import { forRotatableKeys } from './shared/rotatable-keys.ts'
import { daysText } from '../shared/times.ts'

const check: KeyCheck = {
  id: 'rotation-slow',
  title: 'KMS keys should rotate at least once a year',
  scope: 'key',
  severity: 'low',
  why: 'The rotation period of a key can be up to 2,560 days. Most compliance standards that require rotation require it once a year.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html',
  needs: ['rotation'],
  judge: forRotatableKeys((key, { why }) => {
    const { key_rotation_enabled: rotates, rotation } = key
    if (rotates === null || rotates === undefined) return unknown(why(key, 'kms:GetKeyRotationStatus'))
    if (!rotates) return notApplicable('Automatic rotation is off.')
    const days = rotation?.period_in_days ?? null
    if (days === null) return unknown(why(key, 'kms:GetKeyRotationStatus'))
    if (days <= YEAR) return pass
    return fail(`The rotation period is ${daysText(days)}, which is more than ${YEAR} days.`, {
      remedy: kmsCommand('enable-key-rotation', key, '--rotation-period-in-days', String(YEAR)),
      template: templateChange(`RotationPeriodInDays: ${YEAR}`, `rotation_period_in_days = ${YEAR}`),
    })
  }),
}
export default check

const YEAR = 365
