import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'
import { noting } from '../shared/noting.ts'

/**
 * Secrets, also those that are scheduled for deletion and can still be restored. Each read or change needs the key.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
const secret: Dependent = {
  singular: 'secret',
  plural: 'secrets',
  operations: ['secretsmanager:ListSecrets'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'the secret can no longer be read or changed' },
  encryption: {
    resourceType: 'AWS::SecretsManager::Secret',
    withoutKey: 'aws_managed',
    fix: 'in-place',
    remedy:
      'Change the key of the secret. Secrets Manager encrypts the current, pending and previous versions again if the ' +
      'caller may decrypt with the old key. Every reader needs kms:Decrypt for the new key.',
    command: ({ id, region }) =>
      awsCommand('secretsmanager update-secret', { 'secret-id': id, 'kms-key-id': raw(KEY) }, region),
  },
  namedBy: { arn: /^secretsmanager:[^:]*:[^:]*:secret:(.+)-[^-]{6}$/, context: 'SecretARN' },
  configIsComplete: true,
  config: [{ resourceType: 'AWS::SecretsManager::Secret', property: 'KMSKeyId' }],
  async list(sweep) {
    const { ListSecretsCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager')
    const secrets = sweep.client('Secrets Manager', config => new SecretsManagerClient(config))
    const send = (NextToken: string | undefined) =>
      secrets.send(new ListSecretsCommand({ IncludePlannedDeletion: true, MaxResults: 100, NextToken }))
    const request = { send, items: 'SecretList' }
    await sweep.pages('secretsmanager:ListSecrets', request, noting(sweep, { id: 'Name', arn: 'ARN', tags: 'Tags' }))
  },
}

export default secret
