import { KEY, type TypeCase } from '../sweep-type.ts'

const arn = (resource: string) => `arn:aws:rds:eu-west-1:111122223333:${resource}`

const cases: Record<string, TypeCase> = {
  'rds-instance': {
    answers: {
      DescribeDBInstances: {
        DBInstances: [
          {
            DBInstanceIdentifier: 'orders',
            DBInstanceArn: arn('db:orders'),
            DbiResourceId: 'db-CQYSMDPBRZ7BPMH7Y3RTDG5QY',
            Engine: 'postgres',
            BackupRetentionPeriod: 7,
            StorageEncrypted: true,
            KmsKeyId: KEY,
            PerformanceInsightsKMSKeyId: KEY,
            ActivityStreamKmsKeyId: KEY,
            MasterUserSecret: { SecretArn: 'arn:aws:secretsmanager:…', SecretStatus: 'active', KmsKeyId: KEY },
          },
          { DBInstanceIdentifier: 'graph', DBInstanceArn: arn('db:graph'), Engine: 'neptune', KmsKeyId: KEY },
          { DBInstanceIdentifier: 'plain', DBInstanceArn: arn('db:plain'), StorageEncrypted: false },
        ],
      },
    },
    lists: { DescribeDBInstances: ['DBInstances', 'Marker'] },
    found: ['orders', 'orders / Performance Insights', 'orders / activity stream', 'orders / password', 'graph'],
  },
  'rds-cluster': {
    answers: {
      DescribeDBClusters: {
        DBClusters: [
          { DBClusterIdentifier: 'shop', DBClusterArn: arn('cluster:shop'), StorageEncrypted: true, KmsKeyId: KEY },
          {
            DBClusterIdentifier: 'docs',
            DBClusterArn: arn('cluster:docs'),
            Engine: 'docdb',
            KmsKeyId: KEY,
            PerformanceInsightsKMSKeyId: KEY,
            ActivityStreamKmsKeyId: KEY,
            MasterUserSecret: { KmsKeyId: KEY },
          },
        ],
      },
    },
    lists: { DescribeDBClusters: ['DBClusters', 'Marker'] },
    found: ['shop', 'docs', 'docs / Performance Insights', 'docs / activity stream', 'docs / password'],
  },
  'rds-snapshot': {
    answers: {
      DescribeDBSnapshots: {
        DBSnapshots: [
          { DBSnapshotIdentifier: 'before-7', DBSnapshotArn: arn('snapshot:before-7'), Encrypted: true, KmsKeyId: KEY },
          { DBSnapshotIdentifier: 'rds:orders-2026-11-01', SnapshotType: 'automated', KmsKeyId: KEY },
        ],
      },
      DescribeDBClusterSnapshots: {
        DBClusterSnapshots: [
          { DBClusterSnapshotIdentifier: 'shop-1', StorageEncrypted: true, KmsKeyId: KEY },
          { DBClusterSnapshotIdentifier: 'plain', StorageEncrypted: false },
        ],
      },
    },
    lists: {
      DescribeDBSnapshots: ['DBSnapshots', 'Marker'],
      DescribeDBClusterSnapshots: ['DBClusterSnapshots', 'Marker'],
    },
    found: ['before-7', 'rds:orders-2026-11-01', 'shop-1'],
  },
  'rds-automated-backup': {
    answers: {
      DescribeDBInstanceAutomatedBackups: {
        DBInstanceAutomatedBackups: [
          { DbiResourceId: 'db-A', DBInstanceIdentifier: 'orders', Status: 'active', Encrypted: true, KmsKeyId: KEY },
          {
            DbiResourceId: 'db-B',
            DBInstanceIdentifier: 'gone',
            DBInstanceAutomatedBackupsArn: arn('auto-backup:ab-1'),
            Status: 'retained',
            KmsKeyId: KEY,
          },
        ],
      },
      DescribeDBClusterAutomatedBackups: {
        DBClusterAutomatedBackups: [
          { DbClusterResourceId: 'cluster-A', DBClusterIdentifier: 'shop', Status: 'retained', KmsKeyId: KEY },
          { DbClusterResourceId: 'cluster-B', DBClusterIdentifier: 'plain', StorageEncrypted: false },
        ],
      },
    },
    lists: {
      DescribeDBInstanceAutomatedBackups: ['DBInstanceAutomatedBackups', 'Marker'],
      DescribeDBClusterAutomatedBackups: ['DBClusterAutomatedBackups', 'Marker'],
    },
    found: ['db-A', 'db-B', 'cluster-A'],
  },
  'rds-export': {
    answers: {
      DescribeExportTasks: {
        ExportTasks: [
          { ExportTaskIdentifier: 'nightly-1', S3Bucket: 'exports', Status: 'COMPLETE', KmsKeyId: KEY },
          { ExportTaskIdentifier: 'nightly-2', S3Bucket: 'exports', Status: 'IN_PROGRESS', KmsKeyId: KEY },
        ],
      },
    },
    lists: { DescribeExportTasks: ['ExportTasks', 'Marker'] },
    found: ['nightly-1', 'nightly-2'],
  },
  'rds-integration': {
    answers: {
      DescribeIntegrations: {
        Integrations: [
          { IntegrationName: 'to-warehouse', IntegrationArn: arn('integration:5c6d'), KMSKeyId: KEY, Status: 'active' },
          { IntegrationName: 'to-lake', IntegrationArn: arn('integration:7e8f'), KMSKeyId: KEY, Status: 'failed' },
        ],
      },
    },
    lists: { DescribeIntegrations: ['Integrations', 'Marker'] },
    found: ['to-warehouse', 'to-lake'],
  },
}

export default cases
