import { KEY, type TypeCase } from '../sweep-type.ts'

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`

const cases: Record<string, TypeCase> = {
  'rds-proxy': {
    answers: {
      DescribeDBProxies: {
        DBProxies: [
          {
            DBProxyName: 'orders',
            DBProxyArn: arn('rds', 'db-proxy:prx-0a'),
            Auth: [
              { AuthScheme: 'SECRETS', SecretArn: arn('secretsmanager', 'secret:db-AbCdEf') },
              { AuthScheme: 'SECRETS', SecretArn: arn('secretsmanager', 'secret:db-AbCdEf'), IAMAuth: 'REQUIRED' },
            ],
          },
          { DBProxyName: 'shop', Auth: [{ SecretArn: arn('secretsmanager', 'secret:plain-AbCdEf') }] },
          { DBProxyName: 'by-iam', Auth: [{ AuthScheme: 'SECRETS' }] },
        ],
      },
      DescribeSecret: ({ SecretId }) =>
        String(SecretId).includes('db-') ? { Name: 'db', KmsKeyId: KEY } : { Name: 'plain' },
    },
    lists: { DescribeDBProxies: ['DBProxies', 'Marker'] },
    found: ['orders / secret'],
  },
  'redshift-cluster': {
    answers: {
      DescribeClusters: {
        Clusters: [
          { ClusterIdentifier: 'facts', Encrypted: true, KmsKeyId: KEY, MasterPasswordSecretKmsKeyId: KEY },
          { ClusterIdentifier: 'more', Encrypted: true, KmsKeyId: KEY, ClusterStatus: 'inaccessible-kms-key' },
          { ClusterIdentifier: 'plain', Encrypted: false },
        ],
      },
    },
    lists: { DescribeClusters: ['Clusters', 'Marker'] },
    found: ['facts', 'facts / password', 'more'],
  },
  'redshift-snapshot': {
    answers: {
      DescribeClusterSnapshots: {
        Snapshots: [
          {
            SnapshotIdentifier: 'rs:facts-1',
            SnapshotArn: arn('redshift', 'snapshot:facts/rs:facts-1'),
            KmsKeyId: KEY,
          },
          { SnapshotIdentifier: 'last', KmsKeyId: KEY, MasterPasswordSecretKmsKeyId: KEY },
        ],
      },
    },
    lists: { DescribeClusterSnapshots: ['Snapshots', 'Marker'] },
    found: ['rs:facts-1', 'last', 'last / password'],
  },
  'redshift-copy-grant': {
    answers: {
      DescribeSnapshotCopyGrants: {
        SnapshotCopyGrants: [
          { SnapshotCopyGrantName: 'from-us', KmsKeyId: KEY },
          { SnapshotCopyGrantName: 'from-asia', KmsKeyId: KEY },
        ],
      },
    },
    lists: { DescribeSnapshotCopyGrants: ['SnapshotCopyGrants', 'Marker'] },
    found: ['from-us', 'from-asia'],
  },
  'redshift-integration': {
    answers: {
      DescribeIntegrations: {
        Integrations: [
          { IntegrationName: 'orders', IntegrationArn: arn('redshift', 'integration:1a'), KMSKeyId: KEY },
          { IntegrationName: 'tables', IntegrationArn: arn('redshift', 'integration:2b'), KMSKeyId: KEY },
        ],
      },
    },
    lists: { DescribeIntegrations: ['Integrations', 'Marker'] },
    found: ['orders', 'tables'],
  },
  'redshift-serverless-namespace': {
    answers: {
      ListNamespaces: {
        namespaces: [
          {
            namespaceName: 'default',
            namespaceArn: arn('redshift-serverless', 'namespace/1a'),
            kmsKeyId: KEY,
            adminPasswordSecretKmsKeyId: KEY,
          },
          { namespaceName: 'other', kmsKeyId: KEY },
          { namespaceName: 'bare' },
        ],
      },
    },
    lists: { ListNamespaces: ['namespaces', 'nextToken'] },
    found: ['default', 'default / password', 'other'],
  },
  'redshift-serverless-snapshot': {
    answers: {
      ListSnapshots: {
        snapshots: [
          { snapshotName: 'one', snapshotArn: arn('redshift-serverless', 'snapshot/1a'), kmsKeyId: KEY },
          { snapshotName: 'two', kmsKeyId: KEY, adminPasswordSecretKmsKeyId: KEY },
        ],
      },
    },
    lists: { ListSnapshots: ['snapshots', 'nextToken'] },
    found: ['one', 'two', 'two / password'],
  },
  'redshift-serverless-copy': {
    answers: {
      ListSnapshotCopyConfigurations: {
        snapshotCopyConfigurations: [
          { namespaceName: 'default', destinationRegion: 'eu-west-1', destinationKmsKeyId: KEY },
          { namespaceName: 'other', destinationRegion: 'eu-west-1', destinationKmsKeyId: KEY },
          { namespaceName: 'bare', destinationRegion: 'us-east-1' },
        ],
      },
    },
    lists: { ListSnapshotCopyConfigurations: ['snapshotCopyConfigurations', 'nextToken'] },
    found: ['default to eu-west-1', 'other to eu-west-1'],
  },
  'elasticache-replication-group': {
    answers: {
      DescribeReplicationGroups: {
        ReplicationGroups: [
          { ReplicationGroupId: 'sessions', ARN: arn('elasticache', 'replicationgroup:sessions'), KmsKeyId: KEY },
          { ReplicationGroupId: 'carts', AtRestEncryptionEnabled: true, KmsKeyId: KEY },
          { ReplicationGroupId: 'plain', AtRestEncryptionEnabled: false },
        ],
      },
    },
    lists: { DescribeReplicationGroups: ['ReplicationGroups', 'Marker'] },
    found: ['sessions', 'carts'],
  },
  'elasticache-serverless-cache': {
    answers: {
      DescribeServerlessCaches: {
        ServerlessCaches: [
          { ServerlessCacheName: 'a', ARN: arn('elasticache', 'serverlesscache:a'), KmsKeyId: KEY },
          { ServerlessCacheName: 'b', KmsKeyId: KEY },
        ],
      },
    },
    lists: { DescribeServerlessCaches: ['ServerlessCaches', 'NextToken'] },
    found: ['a', 'b'],
  },
  'elasticache-snapshot': {
    answers: {
      DescribeSnapshots: {
        Snapshots: [
          { SnapshotName: 'automatic.carts-1', ARN: arn('elasticache', 'snapshot:automatic.carts-1'), KmsKeyId: KEY },
          { SnapshotName: 'plain' },
        ],
      },
      DescribeServerlessCacheSnapshots: {
        ServerlessCacheSnapshots: [
          { ServerlessCacheSnapshotName: 'a-1', ARN: arn('elasticache', 'serverlesscachesnapshot:a-1'), KmsKeyId: KEY },
          { ServerlessCacheSnapshotName: 'a-2', KmsKeyId: KEY },
        ],
      },
    },
    lists: {
      DescribeSnapshots: ['Snapshots', 'Marker'],
      DescribeServerlessCacheSnapshots: ['ServerlessCacheSnapshots', 'NextToken'],
    },
    found: ['automatic.carts-1', 'a-1', 'a-2'],
  },
  'memorydb-cluster': {
    answers: {
      DescribeClusters: {
        Clusters: [
          { Name: 'one', ARN: arn('memorydb', 'cluster/one'), KmsKeyId: KEY },
          { Name: 'two', KmsKeyId: KEY },
        ],
      },
    },
    lists: { DescribeClusters: ['Clusters', 'NextToken'] },
    found: ['one', 'two'],
  },
  'memorydb-snapshot': {
    answers: {
      DescribeSnapshots: {
        Snapshots: [
          { Name: 'one-1', ARN: arn('memorydb', 'snapshot/one-1'), KmsKeyId: KEY },
          { Name: 'one-2', KmsKeyId: KEY },
        ],
      },
    },
    lists: { DescribeSnapshots: ['Snapshots', 'NextToken'] },
    found: ['one-1', 'one-2'],
  },
}

export default cases
