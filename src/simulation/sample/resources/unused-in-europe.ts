import type { SimResources } from '../../world/sim-resources.ts'
import type { SamplePlace } from './sample-place.ts'

/**
 * The reports of the European branch, which have no reader any more. The warehouse is paused, but AWS acts on it, and on
 * the table and the database, when their key is disabled.
 */
export const reports = ({ key, arn, daysAgo }: SamplePlace): SimResources => ({
  'redshift:DescribeClusters': [
    {
      ClusterIdentifier: 'warehouse',
      ClusterNamespaceArn: arn('redshift', 'namespace:5d0c1f6e-1111-4222-8333-444455556666'),
      ClusterStatus: 'paused',
      Encrypted: true,
      KmsKeyId: key('warehouse'),
    },
  ],
  'redshift:DescribeClusterSnapshots': [
    {
      SnapshotIdentifier: 'warehouse-2026-06',
      SnapshotArn: arn('redshift', 'snapshot:warehouse/warehouse-2026-06'),
      ClusterIdentifier: 'warehouse',
      Encrypted: true,
      KmsKeyId: key('warehouse'),
      SnapshotCreateTime: daysAgo(152),
    },
  ],
  'dynamodb:DescribeTable': {
    'report-definitions': {
      TableName: 'report-definitions',
      TableArn: arn('dynamodb', 'table/report-definitions'),
      TableStatus: 'ACTIVE',
      SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: key('warehouse') },
    },
  },
  'rds:DescribeDBInstances': [
    {
      DBInstanceIdentifier: 'reporting',
      DBInstanceArn: arn('rds', 'db:reporting'),
      Engine: 'postgres',
      DBInstanceStatus: 'stopped',
      StorageEncrypted: true,
      KmsKeyId: key('warehouse'),
    },
  ],
})

/** Backups of 2024: nothing runs on their key, but restoring needs it. The table itself has another key by now. */
export const oldBackups = ({ key, arn, id, account, daysAgo }: SamplePlace): SimResources => ({
  'backup:ListBackupVaults': [
    {
      BackupVaultName: '2024',
      BackupVaultArn: arn('backup', 'backup-vault:2024'),
      EncryptionKeyArn: key('backup-2024'),
      NumberOfRecoveryPoints: 2,
    },
  ],
  'backup:ListRecoveryPointsByBackupVault': {
    '2024': ['crm 1', 'crm 2'].map(name => ({
      RecoveryPointArn: `arn:aws:ec2:eu-west-1::snapshot/${id('snap', name)}`,
      BackupVaultName: '2024',
      ResourceType: 'EBS',
      EncryptionKeyArn: key('backup-2024'),
      CreationDate: daysAgo(720),
    })),
  },
  'ec2:DescribeSnapshots': ['crm 1', 'crm 2'].map(name => ({
    SnapshotId: id('snap', name),
    OwnerId: account,
    Encrypted: true,
    KmsKeyId: key('backup-2024'),
    State: 'completed',
    Description: 'AWS Backup: vault 2024',
    StartTime: daysAgo(720),
  })),
  'rds:DescribeDBSnapshots': [
    {
      DBSnapshotIdentifier: 'crm-2024-12-31',
      DBSnapshotArn: arn('rds', 'snapshot:crm-2024-12-31'),
      DBInstanceIdentifier: 'crm',
      Encrypted: true,
      KmsKeyId: key('backup-2024'),
      SnapshotCreateTime: daysAgo(690),
    },
  ],
  'dynamodb:DescribeBackup': {
    [arn('dynamodb', 'table/orders/backup/01735603200000-12ab34cd')]: {
      BackupDetails: {
        BackupArn: arn('dynamodb', 'table/orders/backup/01735603200000-12ab34cd'),
        BackupName: 'orders-2024',
        BackupStatus: 'AVAILABLE',
        BackupType: 'USER',
      },
      SourceTableDetails: { TableName: 'orders' },
      SourceTableFeatureDetails: {
        SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: key('backup-2024') },
      },
    },
  },
})
