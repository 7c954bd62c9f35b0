import { KEY, type TypeCase } from '../sweep-type.ts'

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`

const cases: Record<string, TypeCase> = {
  secret: {
    answers: {
      ListSecrets: {
        SecretList: [
          { ARN: arn('secretsmanager', 'secret:db/orders-AbCdEf'), Name: 'db/orders', KmsKeyId: KEY },
          { ARN: arn('secretsmanager', 'secret:old-GhIjKl'), Name: 'old', KmsKeyId: KEY, DeletedDate: new Date() },
          { ARN: arn('secretsmanager', 'secret:plain-MnOpQr'), Name: 'plain' },
        ],
      },
    },
    lists: { ListSecrets: ['SecretList', 'NextToken'] },
    found: ['db/orders', 'old'],
  },
  'secret-replica': {
    answers: {
      ListSecrets: {
        SecretList: [
          { ARN: arn('secretsmanager', 'secret:db-AbCdEf'), Name: 'db', PrimaryRegion: 'eu-west-1', KmsKeyId: KEY },
          { ARN: arn('secretsmanager', 'secret:api-AbCdEf'), Name: 'api', PrimaryRegion: 'eu-west-1' },
          { ARN: arn('secretsmanager', 'secret:copy-GhIjKl'), Name: 'copy', PrimaryRegion: 'us-east-1' },
          { ARN: arn('secretsmanager', 'secret:plain-MnOpQr'), Name: 'plain' },
        ],
      },
      DescribeSecret: {
        Name: 'db',
        PrimaryRegion: 'eu-west-1',
        ReplicationStatus: [
          { Region: 'eu-west-1', KmsKeyId: KEY, Status: 'InSync' },
          { Region: 'us-east-1', Status: 'InSync' },
        ],
      },
    },
    lists: { ListSecrets: ['SecretList', 'NextToken'] },
    found: ['db in eu-west-1', 'api in eu-west-1'],
  },
  'log-group': {
    answers: {
      DescribeLogGroups: {
        logGroups: [
          { logGroupName: '/aws/lambda/orders', arn: arn('logs', 'log-group:/aws/lambda/orders:*'), kmsKeyId: KEY },
          { logGroupName: 'app', logGroupArn: arn('logs', 'log-group:app'), kmsKeyId: KEY, retentionInDays: 30 },
          { logGroupName: 'plain', logGroupArn: arn('logs', 'log-group:plain') },
        ],
      },
    },
    lists: { DescribeLogGroups: ['logGroups', 'nextToken'] },
    found: ['/aws/lambda/orders', 'app'],
  },
  'cloudtrail-trail': {
    answers: {
      DescribeTrails: {
        trailList: [
          { Name: 'all', TrailARN: arn('cloudtrail', 'trail/all'), HomeRegion: 'eu-west-1', KmsKeyId: KEY },
          { Name: 'data', TrailARN: arn('cloudtrail', 'trail/data'), HomeRegion: 'eu-west-1', KmsKeyId: KEY },
        ],
      },
    },
    lists: { DescribeTrails: ['trailList'] },
    found: ['all', 'data'],
  },
  'cloudtrail-event-data-store': {
    answers: {
      ListEventDataStores: {
        EventDataStores: [
          { EventDataStoreArn: arn('cloudtrail', 'eventdatastore/1'), Name: 'security' },
          { EventDataStoreArn: arn('cloudtrail', 'eventdatastore/2'), Name: 'plain' },
        ],
      },
      GetEventDataStore: ({ EventDataStore }) =>
        String(EventDataStore).endsWith('/1') ? { Status: 'ENABLED', KmsKeyId: KEY } : { Status: 'ENABLED' },
    },
    lists: { ListEventDataStores: ['EventDataStores', 'NextToken'] },
    found: ['security'],
  },
  'backup-vault': {
    answers: {
      ListBackupVaults: {
        BackupVaultList: [
          { BackupVaultName: 'Default', BackupVaultArn: arn('backup', 'backup-vault:Default'), EncryptionKeyArn: KEY },
          { BackupVaultName: 'gap', VaultType: 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT', EncryptionKeyArn: KEY },
        ],
      },
    },
    lists: { ListBackupVaults: ['BackupVaultList', 'NextToken'] },
    found: ['Default', 'gap'],
  },
  'recovery-point': {
    answers: {
      ListBackupVaults: {
        BackupVaultList: [
          { BackupVaultName: 'Default', NumberOfRecoveryPoints: 3 },
          { BackupVaultName: 'empty', NumberOfRecoveryPoints: 0 },
        ],
      },
      ListRecoveryPointsByBackupVault: ({ BackupVaultName }) => ({
        RecoveryPoints: [
          { RecoveryPointArn: 'arn:aws:ec2:eu-west-1::snapshot/snap-0a', BackupVaultName, EncryptionKeyArn: KEY },
          { RecoveryPointArn: arn('backup', 'recovery-point:1EB3'), BackupVaultName, EncryptionKeyArn: KEY },
          { RecoveryPointArn: 'arn:aws:ec2:eu-west-1::image/ami-0a', BackupVaultName, IsEncrypted: false },
        ],
      }),
    },
    lists: {
      ListBackupVaults: ['BackupVaultList', 'NextToken'],
      ListRecoveryPointsByBackupVault: ['RecoveryPoints', 'NextToken'],
    },
    found: ['snapshot/snap-0a', 'recovery-point:1EB3'],
  },
  'efs-file-system': {
    answers: {
      DescribeFileSystems: {
        FileSystems: [
          {
            FileSystemId: 'fs-0a',
            FileSystemArn: arn('elasticfilesystem', 'file-system/fs-0a'),
            Encrypted: true,
            KmsKeyId: KEY,
          },
          { FileSystemId: 'fs-0b', Encrypted: true, KmsKeyId: KEY },
          { FileSystemId: 'fs-0c', Encrypted: false },
        ],
      },
    },
    lists: { DescribeFileSystems: ['FileSystems', 'Marker', 'NextMarker'] },
    found: ['fs-0a', 'fs-0b'],
  },
  'fsx-file-system': {
    answers: {
      DescribeFileSystems: {
        FileSystems: [
          {
            FileSystemId: 'fs-0a',
            FileSystemType: 'ONTAP',
            ResourceARN: arn('fsx', 'file-system/fs-0a'),
            KmsKeyId: KEY,
          },
          { FileSystemId: 'fs-0b', FileSystemType: 'WINDOWS', KmsKeyId: KEY },
          { FileSystemId: 'fs-0c', FileSystemType: 'LUSTRE', LustreConfiguration: { DeploymentType: 'SCRATCH_2' } },
        ],
      },
    },
    lists: { DescribeFileSystems: ['FileSystems', 'NextToken'] },
    found: ['fs-0a', 'fs-0b'],
  },
  'fsx-backup': {
    answers: {
      DescribeBackups: {
        Backups: [
          { BackupId: 'backup-0a', Type: 'USER_INITIATED', ResourceARN: arn('fsx', 'backup/backup-0a'), KmsKeyId: KEY },
          { BackupId: 'backup-0b', Type: 'AUTOMATIC', KmsKeyId: KEY },
        ],
      },
    },
    lists: { DescribeBackups: ['Backups', 'NextToken'] },
    found: ['backup-0a', 'backup-0b'],
  },
  'fsx-cache': {
    answers: {
      DescribeFileCaches: {
        FileCaches: [
          { FileCacheId: 'fc-0a', ResourceARN: arn('fsx', 'file-cache/fc-0a'), KmsKeyId: KEY },
          { FileCacheId: 'fc-0b', KmsKeyId: KEY },
        ],
      },
    },
    lists: { DescribeFileCaches: ['FileCaches', 'NextToken'] },
    found: ['fc-0a', 'fc-0b'],
  },
}

export default cases
