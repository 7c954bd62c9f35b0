import { DAY } from '../../model/time.ts'
import { fail, pass, unknown } from '../check.ts'
import { agoText, toInstant } from '../shared/times.ts'
import { eachOwnSecret, type SecretsCheck } from './shared/each-secret.ts'
import { rotateAgain } from './shared/rotate-again.ts'
import { securityHub } from './shared/security-hub.ts'

const check: SecretsCheck = {
  id: 'secret-not-rotated',
  title: 'Secrets Manager secrets should be rotated within a specified number of days',
  severity: 'medium',
  why: 'The longer a value stays the same, the more people, logs and backups have it. Security Hub expects a rotation at least every 90 days.',
  docs: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html',
  controls: [securityHub(4)],
  judge: eachOwnSecret((secret, { now, why }, { max_age_days: days }) => {
    const { last_rotated_at: rotation, enabled } = secret.rotation
    const [stored, rotated] = [toInstant(secret.value_created_at), toInstant(rotation)]
    const since = Math.max(stored ?? -Infinity, rotated ?? -Infinity)
    if (since + days * DAY >= now) return pass
    if (stored === null)
      return unknown(
        why(secret, ['secretsmanager:ListSecretVersionIds']) ?? 'The age of the current value is not known.',
      )
    const last =
      rotated === null
        ? `Secrets Manager recorded no rotation${enabled ? '' : ', and rotation is off'}.`
        : `The last rotation was on ${agoText(rotated, now)}.`
    return fail(
      `The current value is from ${agoText(since, now)}, more than ${days} days. ${last}`,
      rotateAgain(secret),
    )
  }),
}
export default check
