import type { Dependent } from '../dependent.ts'

/**
 * The key of an elastic cluster cannot be changed.
 * https://docs.aws.amazon.com/documentdb/latest/developerguide/elastic-encryption.html
 */
const docdbElasticCluster: Dependent = {
  singular: 'DocumentDB elastic cluster',
  plural: 'DocumentDB elastic clusters',
  operations: ['docdb-elastic:ListClusters', 'docdb-elastic:GetCluster'],
  effort: 'each',
  effect: { when: 'within-hours', consequence: 'the cluster becomes inaccessible', actsOnDisabled: true },
  namedBy: { arn: /^docdb-elastic:[^:]*:[^:]*:cluster\/(.+)$/ },
  // https://docs.aws.amazon.com/documentdb/latest/developerguide/elastic-encryption.html
  encryption: {
    resourceType: 'AWS::DocDBElastic::Cluster',
    withoutKey: 'aws_owned',
    fix: 'new-resource',
    remedy:
      'The key of an elastic cluster cannot be changed. Restore a snapshot of it as another cluster with the key.',
  },
  async list(sweep) {
    const { DocDBElasticClient, GetClusterCommand, ListClustersCommand } = await import('@aws-sdk/client-docdb-elastic')
    const docdb = sweep.client('DocDB Elastic', config => new DocDBElasticClient(config))
    const send = (nextToken: string | undefined) => docdb.send(new ListClustersCommand({ maxResults: 100, nextToken }))
    await sweep.pages('docdb-elastic:ListClusters', { send, items: 'clusters', next: 'nextToken' }, async cluster => {
      const [id, arn] = [cluster.word('clusterName'), cluster.word('clusterArn')]
      const get = new GetClusterCommand({ clusterArn: arn })
      const answer = await sweep.call('docdb-elastic:GetCluster', arn, () => docdb.send(get), [
        'ResourceNotFoundException',
      ])
      const key = answer?.at('cluster').text('kmsKeyId')
      sweep.found({ id, arn, key: key === 'AWS_OWNED_KMS_KEY' ? undefined : key })
    })
  },
}

export default docdbElasticCluster
