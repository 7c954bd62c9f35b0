import { fail, pass } from '../check.ts'
import { fillIn } from '../shared/remedy.ts'
import { eachOwnSecret, type SecretsCheck } from './shared/each-secret.ts'
import { secretCommand } from './shared/secret-command.ts'
import { securityHub } from './shared/security-hub.ts'

const check: SecretsCheck = {
  id: 'secret-untagged',
  title: 'Secrets Manager secrets should be tagged',
  severity: 'low',
  why: 'Tags say which team owns a secret, and so which team to ask before it is rotated or deleted.',
  docs: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/managing-secrets_tagging.html',
  controls: [securityHub(5)],
  judge: eachOwnSecret(secret =>
    secret.tags.some(({ TagKey: key }) => !key.startsWith('aws:'))
      ? pass
      : fail(
          'The secret has no tags.',
          secretCommand(
            'tag-resource',
            secret,
            '--tags',
            fillIn('OWNER', 'set OWNER to the team that owns the secret', 'Key=owner,Value='),
          ),
        ),
  ),
}
export default check
