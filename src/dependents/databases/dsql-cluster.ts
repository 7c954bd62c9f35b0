import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'

/**
 * A cluster whose key is disabled becomes inaccessible.
 * https://docs.aws.amazon.com/aurora-dsql/latest/userguide/data-encryption.html
 */
const dsqlCluster: Dependent = {
  singular: 'Aurora DSQL cluster',
  plural: 'Aurora DSQL clusters',
  operations: ['dsql:ListClusters', 'dsql:GetCluster'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'the cluster becomes inaccessible', actsOnDisabled: true },
  namedBy: { arn: /^dsql:[^:]*:[^:]*:cluster\/(.+)$/ },
  // https://docs.aws.amazon.com/aurora-dsql/latest/userguide/data-encryption.html
  encryption: {
    resourceType: 'AWS::DSQL::Cluster',
    withoutKey: 'aws_owned',
    fix: 'in-place',
    remedy: 'Change the key of the cluster. Aurora DSQL encrypts its data with the new key.',
    command: ({ id, region }) =>
      awsCommand('dsql update-cluster', { identifier: id, 'kms-encryption-key': raw(KEY) }, region),
  },
  async list(sweep) {
    const { DSQLClient, GetClusterCommand, ListClustersCommand } = await import('@aws-sdk/client-dsql')
    const dsql = sweep.client('DSQL', config => new DSQLClient(config))
    const send = (nextToken: string | undefined) => dsql.send(new ListClustersCommand({ maxResults: 100, nextToken }))
    await sweep.pages('dsql:ListClusters', { send, items: 'clusters', next: 'nextToken' }, async cluster => {
      const [id, arn] = [cluster.word('identifier'), cluster.text('arn')]
      const get = new GetClusterCommand({ identifier: id })
      const answer = await sweep.call('dsql:GetCluster', id, () => dsql.send(get), ['ResourceNotFoundException'])
      // Those with an AWS owned key answer a text that is no ARN.
      const key = answer?.at('encryptionDetails').text('kmsKeyArn')
      sweep.found({ id, arn, key: key === 'AWS_OWNED_KMS_KEY' ? undefined : key })
    })
  },
}

export default dsqlCluster
