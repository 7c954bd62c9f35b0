import { valueSince } from '../../model/assessments/secret-states.ts'
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
  judge: eachOwnSecret((secret, { now }, { max_age_days: days }) => {
    const since = toInstant(valueSince(secret))
    if (since === null) return unknown('Secrets Manager does not say when the secret was created or rotated.')
    if (since + days * DAY >= now) return pass
    const { last_rotated_at: rotated } = secret.rotation
    const changed = toInstant(secret.last_changed_at)
    const last = rotated === null ? 'Not rotated since it was created' : 'Last rotated'
    const hint =
      changed !== null && changed + days * DAY >= now
        ? ` It was changed on ${agoText(changed, now)}, but that can be its value, its description or its tags.`
        : ''
    return fail(`${last} on ${agoText(since, now)}, more than ${days} days.${hint}`, rotateAgain(secret))
  }),
}
export default check
