import type { Dependent } from '../dependent.ts'
import { keyInRegion } from '../shared/key-in-region.ts'

/**
 * Copies of secrets in other Regions, each with a key of its Region. Only a description of the secret says so.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/create-manage-multi-region-secrets.html
 */
const secretReplica: Dependent = {
  singular: 'replica of a secret',
  plural: 'replicas of secrets',
  operations: ['secretsmanager:ListSecrets', 'secretsmanager:DescribeSecret'],
  effort: 'each',
  namesOtherRegions: true,
  effect: {
    when: 'at-once',
    consequence: 'the replica can no longer be read, and the secret no longer be copied to it',
  },
  encryption: { notJudged: 'A replica is a secret of its Region, where it is judged as a secret.' },
  async list(sweep) {
    const { DescribeSecretCommand, ListSecretsCommand, SecretsManagerClient } =
      await import('@aws-sdk/client-secrets-manager')
    const secrets = sweep.client('Secrets Manager', config => new SecretsManagerClient(config))
    const send = (NextToken: string | undefined) =>
      secrets.send(new ListSecretsCommand({ IncludePlannedDeletion: true, MaxResults: 100, NextToken }))
    await sweep.pages('secretsmanager:ListSecrets', { send, items: 'SecretList' }, async secret => {
      if (secret.text('PrimaryRegion') !== sweep.place.region) return
      const SecretId = secret.word('ARN')
      const describe = () => secrets.send(new DescribeSecretCommand({ SecretId }))
      const answer = await sweep.call('secretsmanager:DescribeSecret', SecretId, describe, [
        'ResourceNotFoundException',
      ])
      for (const replica of answer?.list('ReplicationStatus') ?? []) {
        const region = replica.word('Region')
        const key = keyInRegion(sweep.place, region, replica.text('KmsKeyId'))
        sweep.found({ id: `${secret.word('Name')} in ${region}`, key })
      }
    })
  },
}

export default secretReplica
