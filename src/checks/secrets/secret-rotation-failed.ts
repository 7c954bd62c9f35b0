import { hasFailed } from '../../model/assessments/secret-states.ts'
import { fail, notApplicable, pass, unknown } from '../check.ts'
import { agoText, toInstant } from '../shared/times.ts'
import { eachOwnSecret, type SecretsCheck } from './shared/each-secret.ts'
import { rotateAgain } from './shared/rotate-again.ts'
import { securityHub } from './shared/security-hub.ts'

const check: SecretsCheck = {
  id: 'secret-rotation-failed',
  title: 'The latest rotation of Secrets Manager secrets should have succeeded',
  severity: 'medium',
  why: 'After a failed rotation the old secret stays valid, and a half-finished one can leave the service with another password than the secret. Secrets Manager reports failures only as events of CloudTrail.',
  docs: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot_rotation.html',
  controls: [securityHub(2)],
  judge: eachOwnSecret((secret, { now, why }) => {
    if (!secret.rotation.enabled) return notApplicable('Automatic rotation is off.')
    const failed = hasFailed(secret)
    if (failed === null)
      return unknown(why(secret, ['cloudtrail:LookupEvents']) ?? 'Not all rotations of the last 90 days are known.')
    const events = secret.rotation_events
    const last = toInstant(events?.last_at)
    if (!failed || events === null || last === null) return pass
    const atLeast = events.is_partial ? 'At least ' : ''
    return fail(
      `${atLeast}${timesText(events.failed)} failed and ${events.abandoned} abandoned in 90 days, the latest on ${agoText(last, now)}; none has succeeded since.`,
      rotateAgain(secret),
    )
  }),
}
export default check

const timesText = (count: number): string => (count === 1 ? '1 rotation' : `${count} rotations`)
