import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'

/** Pages of caches can be small: at most 50 serverless caches, and 50 snapshots. */
const MARKED = { token: 'Marker' } as const

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/ */
export const elasticache = resourceService({
  name: 'elasticache',
  protocol: 'query',
  xml: {
    namespace: 'http://elasticache.amazonaws.com/doc/2015-02-02/',
    items: {
      ReplicationGroups: 'ReplicationGroup',
      MemberClusters: 'ClusterId',
      Snapshots: 'Snapshot',
      ServerlessCacheSnapshots: 'ServerlessCacheSnapshot',
    },
  },
  operations: {
    DescribeReplicationGroups: listOf('ReplicationGroups', { ...MARKED, size: ['MaxRecords', 20, 100, 100] }),
    DescribeSnapshots: listOf('Snapshots', { ...MARKED, size: ['MaxRecords', 20, 50, 50] }),
    DescribeServerlessCaches: listOf('ServerlessCaches', { size: ['MaxResults', 1, 50, 50] }),
    DescribeServerlessCacheSnapshots: listOf('ServerlessCacheSnapshots', { size: ['MaxResults', 1, 50, 50] }),
  },
})

/** https://docs.aws.amazon.com/memorydb/latest/APIReference/ */
export const memorydb = resourceService({
  name: 'memorydb',
  protocol: 'json-1.1',
  operations: {
    DescribeClusters: listOf('Clusters', { size: ['MaxResults', 1, 100, 100] }),
    DescribeSnapshots: listOf('Snapshots', { size: ['MaxResults', 1, 100, 100] }),
  },
})
