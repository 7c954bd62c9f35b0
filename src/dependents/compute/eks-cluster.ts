import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'

/**
 * A disabled key makes secrets unreadable; deleting it degrades the cluster for ever.
 * https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html
 */
const eksCluster: Dependent = {
  singular: 'EKS cluster',
  plural: 'EKS clusters',
  operations: ['eks:ListClusters', 'eks:DescribeCluster'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'Kubernetes secrets cannot be read; deletion degrades the cluster for ever' },
  namedBy: { arn: /^eks:[^:]*:[^:]*:cluster\/([^/]+)$/ },
  config: [{ resourceType: 'AWS::EKS::Cluster', property: 'EncryptionConfig.Provider.KeyArn' }],
  // https://docs.aws.amazon.com/eks/latest/userguide/envelope-encryption.html
  encryption: {
    resourceType: 'AWS::EKS::Cluster',
    withoutKey: 'unknown',
    fix: 'in-place',
    remedy: 'Associate the key with the cluster. That cannot be undone, and the cluster needs the key for ever.',
    command: ({ id, region }) =>
      awsCommand(
        'eks associate-encryption-config',
        { 'cluster-name': id, 'encryption-config': raw(`resources=secrets,provider={keyArn=${KEY}}`) },
        region,
      ),
  },
  async list(sweep) {
    const { DescribeClusterCommand, EKSClient, ListClustersCommand } = await import('@aws-sdk/client-eks')
    const eks = sweep.client('EKS', config => new EKSClient(config))
    const send = (nextToken: string | undefined) => eks.send(new ListClustersCommand({ maxResults: 100, nextToken }))
    await sweep.pages('eks:ListClusters', { send, items: 'clusters', next: 'nextToken' }, async listed => {
      const id = listed.itself()
      const describe = new DescribeClusterCommand({ name: id })
      const answer = await sweep.call('eks:DescribeCluster', id, () => eks.send(describe), [
        'ResourceNotFoundException',
      ])
      const cluster = answer?.at('cluster')
      if (cluster === undefined) return
      const arn = cluster.text('arn')
      const configured = cluster.list('encryptionConfig')
      for (const encryption of configured) sweep.found({ id, arn, key: encryption.at('provider').text('keyArn') })
      const withoutKey = encryptsByDefault(cluster.text('version')) ? 'aws_owned' : 'unknown'
      if (configured.length === 0) sweep.found({ id, arn, key: undefined, withoutKey })
    })
  },
}

/** From version 1.28 on, EKS encrypts all data of the Kubernetes API, with a key that AWS owns if it is given none. */
function encryptsByDefault(version: string | undefined): boolean {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number)
  return major > 1 || (major === 1 && minor >= 28)
}

export default eksCluster
