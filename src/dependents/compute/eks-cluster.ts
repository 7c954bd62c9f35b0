import type { Dependent } from '../dependent.ts'

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
      for (const encryption of cluster?.list('encryptionConfig') ?? [])
        sweep.found({ id, arn: cluster?.text('arn'), key: encryption.at('provider').text('keyArn') })
    })
  },
}

export default eksCluster
