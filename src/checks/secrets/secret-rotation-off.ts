import type { SecretRecord } from '../../model/assessments/secrets.ts'
import type { Instant } from '../../model/time.ts'
import { type Fix, fail, pass } from '../check.ts'
import { fillIn } from '../shared/remedy.ts'
import { agoText, toInstant } from '../shared/times.ts'
import { eachOwnSecret, type SecretsCheck } from './shared/each-secret.ts'
import { secretCommand } from './shared/secret-command.ts'
import { securityHub } from './shared/security-hub.ts'

const check: SecretsCheck = {
  id: 'secret-rotation-off',
  title: 'Secrets Manager secrets should have automatic rotation enabled',
  severity: 'medium',
  why: 'A secret that never changes works for everyone who has ever read it. Rotation replaces it on a schedule, in the service that it opens and in Secrets Manager.',
  docs: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html',
  controls: [securityHub(1)],
  judge: eachOwnSecret((secret, { now }) =>
    secret.rotation.enabled ? pass : fail(`Automatic rotation is off.${failedText(secret, now)}`, turnOn(secret)),
  ),
}
export default check

/** Rotation is often turned off because it failed. */
function failedText({ rotation_events: events }: SecretRecord, now: Instant): string {
  const last = toInstant(events?.last_at)
  return last === null ? '' : ` A rotation failed or was abandoned on ${agoText(last, now)}.`
}

/** Secrets Manager itself rotates a secret that has a type: a managed external secret. */
const turnOn = (secret: SecretRecord): Fix =>
  secret.type === null
    ? {
        remedy: secretCommand(
          'rotate-secret',
          secret,
          '--no-rotate-immediately',
          '--rotation-lambda-arn',
          fillIn('ROTATION_FUNCTION', 'set ROTATION_FUNCTION to the ARN of the function that changes this secret'),
          '--rotation-rules',
          'AutomaticallyAfterDays=30',
        ),
        advice:
          'Rotation needs a Lambda function that can change the secret in the service that it opens; AWS has templates for databases. What uses the secret has to read it again after a rotation.',
      }
    : {
        remedy: secretCommand('describe-secret', secret),
        advice: `Secrets Manager rotates secrets of the type ${secret.type} without a function. Turn rotation on in the settings of the secret.`,
      }
