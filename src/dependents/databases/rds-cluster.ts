import type { Item } from '../../aws/answers/item.ts'
import type { Dependent } from '../dependent.ts'
import { awsCommand } from '../shared/aws-command.ts'
import { foundDatabase, storageEffect } from './shared/rds-database.ts'

/** Clusters of all engines that RDS describes: Aurora, Multi-AZ DB clusters, Neptune and DocumentDB. */
const rdsCluster: Dependent = {
  singular: 'RDS cluster',
  plural: 'RDS clusters',
  operations: ['rds:DescribeDBClusters'],
  effort: 'list',
  effect: storageEffect('cluster', true),
  namedBy: { arn: /^rds:[^:]*:[^:]*:cluster:(.+)$/, context: 'aws:rds:db-id', contextId: /^cluster-/ },
  config: [{ resourceType: 'AWS::RDS::DBCluster', property: 'kmsKeyId' }],
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html
  encryption: {
    resourceType: 'AWS::RDS::DBCluster',
    withoutKey: 'none',
    fix: 'new-resource',
    remedy:
      'The encryption of a cluster cannot be changed. Create a snapshot of it, restore that as another cluster ' +
      'with a key (aws rds restore-db-cluster-from-snapshot --kms-key-id), and use that one.',
    command: ({ id, region }) =>
      awsCommand(
        'rds create-db-cluster-snapshot',
        { 'db-cluster-identifier': id, 'db-cluster-snapshot-identifier': `${id}-before-encryption` },
        region,
      ),
  },
  async list(sweep) {
    const { DescribeDBClustersCommand, RDSClient } = await import('@aws-sdk/client-rds')
    const rds = sweep.client('RDS', config => new RDSClient(config))
    const send = (Marker: string | undefined) => rds.send(new DescribeDBClustersCommand({ MaxRecords: 100, Marker }))
    await sweep.pages('rds:DescribeDBClusters', { send, items: 'DBClusters', next: 'Marker' }, cluster => {
      const id = cluster.word('DBClusterIdentifier')
      const names = { id, arn: cluster.text('DBClusterArn'), otherIds: [cluster.text('DbClusterResourceId')] }
      foundDatabase(sweep, cluster, names, storageEffect('cluster', clusterStops(cluster)))
    })
  },
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-cluster-stop-start.html */
const clusterStops = (cluster: Item): boolean =>
  cluster.text('ReplicationSourceIdentifier') === undefined &&
  cluster.list('ReadReplicaIdentifiers').length === 0 &&
  cluster.text('GlobalClusterIdentifier') === undefined

export default rdsCluster
