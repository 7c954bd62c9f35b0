import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'

/** https://docs.aws.amazon.com/efs/latest/ug/API_DescribeFileSystems.html */
export const efs = resourceService({
  name: 'elasticfilesystem',
  protocol: 'rest-json',
  routes: { 'GET /2015-02-01/file-systems': 'DescribeFileSystems' },
  operations: {
    DescribeFileSystems: listOf('FileSystems', { token: ['Marker', 'NextMarker'], size: ['MaxItems', 1, 100, 100] }),
  },
})

/** https://docs.aws.amazon.com/fsx/latest/APIReference/ */
export const fsx = resourceService({
  name: 'fsx',
  protocol: 'json-1.1',
  operations: {
    DescribeFileSystems: listOf('FileSystems', { size: ['MaxResults', 1, 100, 2_147_483_647] }),
    DescribeBackups: listOf('Backups', { size: ['MaxResults', 1, 100, 2_147_483_647] }),
    DescribeFileCaches: listOf('FileCaches', { size: ['MaxResults', 1, 100, 2_147_483_647] }),
  },
})

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Operations_AWS_Backup.html */
export const backup = resourceService({
  name: 'backup',
  protocol: 'rest-json',
  routes: {
    'GET /backup-vaults': 'ListBackupVaults',
    'GET /backup-vaults/{vault}/recovery-points': 'ListRecoveryPointsByBackupVault',
  },
  operations: {
    ListBackupVaults: listOf('BackupVaultList', {
      token: ['nextToken', 'NextToken'],
      size: ['maxResults', 1, 1000, 1000],
    }),
    ListRecoveryPointsByBackupVault: listOf('RecoveryPoints', {
      token: ['nextToken', 'NextToken'],
      size: ['maxResults', 1, 1000, 1000],
      within: 'vault',
    }),
  },
})
