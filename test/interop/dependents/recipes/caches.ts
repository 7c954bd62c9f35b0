import { CreateReplicationGroupCommand, ElastiCacheClient } from '@aws-sdk/client-elasticache'
import { CreateClusterCommand, CreateSnapshotCommand, MemoryDBClient } from '@aws-sdk/client-memorydb'
import type { Recipe } from '../recipe.ts'

/** Caches and their snapshots. */
export const caches: Record<string, Recipe> = {
  'replication group': {
    async make({ aws, name, key, made }) {
      await aws.client(ElastiCacheClient).send(
        new CreateReplicationGroupCommand({
          ReplicationGroupId: name,
          ReplicationGroupDescription: 'sessions',
          Engine: 'redis',
          CacheNodeType: 'cache.t3.micro',
          NumCacheClusters: 2,
          AtRestEncryptionEnabled: true,
          KmsKeyId: key,
        }),
      )
      made('elasticache-replication-group', name)
    },
  },
  'MemoryDB cluster': {
    async make({ aws, name, key, made }) {
      const memorydb = aws.client(MemoryDBClient)
      await memorydb.send(
        new CreateClusterCommand({
          ClusterName: name,
          NodeType: 'db.t4g.small',
          ACLName: 'open-access',
          KmsKeyId: key,
        }),
      )
      made('memorydb-cluster', name)
      await memorydb.send(
        new CreateSnapshotCommand({ ClusterName: name, SnapshotName: `${name}-snapshot`, KmsKeyId: key }),
      )
      made('memorydb-snapshot', `${name}-snapshot`)
    },
  },
}
