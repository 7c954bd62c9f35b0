import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html */
const elasticacheReplicationGroup: Dependent = {
  singular: 'ElastiCache replication group',
  plural: 'ElastiCache replication groups',
  operations: ['elasticache:DescribeReplicationGroups'],
  effort: 'list',
  effect: {
    when: 'on-next-start',
    consequence: 'the cache works until a node fails; its data is then lost',
    failsSilently: true,
  },
  namedBy: { arn: /^elasticache:[^:]*:[^:]*:replicationgroup:(.+)$/ },
  async list(sweep) {
    const { DescribeReplicationGroupsCommand, ElastiCacheClient } = await import('@aws-sdk/client-elasticache')
    const client = sweep.client('ElastiCache', config => new ElastiCacheClient(config))
    const send = (Marker: string | undefined) =>
      client.send(new DescribeReplicationGroupsCommand({ MaxRecords: 100, Marker }))
    await sweep.pages(
      'elasticache:DescribeReplicationGroups',
      { send, items: 'ReplicationGroups', next: 'Marker' },
      noting(sweep, { id: 'ReplicationGroupId', arn: 'ARN' }),
    )
  },
}

export default elasticacheReplicationGroup
