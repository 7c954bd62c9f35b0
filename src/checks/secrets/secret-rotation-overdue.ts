import { rotationDue } from '../../model/assessments/secret-states.ts'
import { fail, notApplicable, pass, unknown } from '../check.ts'
import { agoText, toInstant } from '../shared/times.ts'
import { eachOwnSecret, type SecretsCheck } from './shared/each-secret.ts'
import { rotateAgain } from './shared/rotate-again.ts'
import { securityHub } from './shared/security-hub.ts'

const check: SecretsCheck = {
  id: 'secret-rotation-overdue',
  title: 'Secrets Manager secrets should be rotated as scheduled',
  severity: 'medium',
  why: 'The schedule says when a secret should have been replaced. A rotation that does not happen usually fails again and again without anyone seeing it, and the old secret stays valid.',
  docs: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot_rotation.html',
  controls: [securityHub(2)],
  judge: eachOwnSecret((secret, { now }) => {
    const { state, last_rotated_at } = secret.rotation
    if (state === 'off') return notApplicable('Automatic rotation is off.')
    const due = rotationDue(secret.rotation)
    if (due === null) return unknown('Secrets Manager does not say when the next rotation is due.')
    if (state !== 'overdue') return pass
    const rotated = toInstant(last_rotated_at)
    const last = rotated === null ? 'It was not rotated yet.' : `The last rotation was on ${agoText(rotated, now)}.`
    return fail(`A rotation was due by ${agoText(due, now)}. ${last}`, rotateAgain(secret))
  }),
}
export default check
