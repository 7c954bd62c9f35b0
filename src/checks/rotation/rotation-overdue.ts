import { dayText } from '../../model/time.ts'
import { fail, type KeyCheck, notApplicable, pass, unknown } from '../check.ts'
import { kmsCommand } from '../shared/remedy.ts'
import { agoText, toInstant } from '../shared/times.ts'
import { forRotatableKeys } from './shared/rotatable-keys.ts'

const check: KeyCheck = {
  id: 'rotation-overdue',
  title: 'KMS keys should rotate when their rotation is due',
  scope: 'key',
  severity: 'medium',
  why: 'KMS rotates an enabled key on its next rotation date. If that date has passed, KMS still encrypts with the old key material, although automatic rotation is on.',
  docs: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html',
  needs: ['rotation'],
  judge: forRotatableKeys((key, { now, why }) => {
    const { key_rotation_enabled: rotates, rotation } = key
    if (rotates === null || rotates === undefined) return unknown(why(key, 'kms:GetKeyRotationStatus'))
    if (!rotates) return notApplicable('Automatic rotation is off.')
    const next = toInstant(rotation?.next_rotation_date)
    if (next === null) return unknown(why(key, 'kms:GetKeyRotationStatus'))
    // On the day itself, the rotation can still happen.
    if (dayText(next) >= dayText(now)) return pass
    return fail(`The key was due to rotate on ${agoText(next, now)}, and has not rotated.`, {
      remedy: kmsCommand('rotate-key-on-demand', key),
    })
  }),
}
export default check
