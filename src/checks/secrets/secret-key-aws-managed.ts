import { fail, notApplicable, pass, unknown } from '../check.ts'
import { fillIn } from '../shared/remedy.ts'
import { eachSecret, type SecretsCheck } from './shared/each-secret.ts'
import { whyKeyUnknown } from './shared/why-key-unknown.ts'
import { secretCommand } from './shared/secret-command.ts'

const check: SecretsCheck = {
  id: 'secret-key-aws-managed',
  title: 'Secrets Manager secrets that other accounts need should have a customer managed key',
  severity: 'info',
  why: 'The AWS managed key aws/secretsmanager works only for its own account, and you cannot change its policy. A secret that it encrypts cannot be read by another account, whatever the policy of the secret says.',
  docs: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html',
  judge: eachSecret((secret, _, { gaps }) => {
    const { key, deleted_at: deleted, owning_service: owner } = secret
    if (deleted !== null) return notApplicable('The secret is scheduled for deletion.')
    if (owner !== null) return notApplicable(`The service ${owner} manages this secret.`)
    if (key.kind === 'unknown') return unknown(whyKeyUnknown(secret, key, gaps))
    if (key.kind !== 'aws_managed') return pass
    return fail('The secret is encrypted with aws/secretsmanager, so that only its own account can read it.', {
      remedy: secretCommand(
        'update-secret',
        secret,
        '--kms-key-id',
        fillIn('SECRET_KEY', 'set SECRET_KEY to a customer managed key whose policy allows the readers'),
      ),
      advice: 'There is nothing to do for a secret that only its own account reads.',
    })
  }),
}
export default check
