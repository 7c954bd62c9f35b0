import type { SecretRecord } from '../../../model/assessments/secrets.ts'
import type { Fix } from '../../check.ts'
import { awsCommand } from '../../shared/remedy.ts'
import { secretCommand } from './secret-command.ts'

/** How to find out why a secret was not rotated. Only then is it worth starting a rotation. */
export function rotateAgain(secret: SecretRecord): Fix {
  const name = /:function:([^:]+)/.exec(secret.rotation.function_arn ?? '')?.[1]
  if (!secret.rotation.enabled)
    return {
      remedy: secretCommand('describe-secret', secret),
      advice: 'Turn on rotation, or put a new value in the service that the secret opens and in the secret.',
    }
  if (name === undefined) return { remedy: secretCommand('describe-secret', secret) }
  return {
    remedy: awsCommand('logs', 'tail', `/aws/lambda/${name}`, '--since', '7d', '--region', secret.region),
    advice: `Find out in the log of the function why the rotation fails. Then start it again: ${secretCommand('rotate-secret', secret)}`,
  }
}
