import { describeOne } from './describe.ts'
import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/ */
export const dynamodb = resourceService({
  name: 'dynamodb',
  protocol: 'json-1.0',
  operations: {
    ListTables: listOf('TableNames', {
      token: ['ExclusiveStartTableName', 'LastEvaluatedTableName'],
      after: true,
      size: ['Limit', 1, 100, 100],
      of: 'DescribeTable',
    }),
    DescribeTable: describeOne('TableName', { as: 'Table' }),
    ListBackups: listOf('BackupSummaries', {
      token: ['ExclusiveStartBackupArn', 'LastEvaluatedBackupArn'],
      after: 'BackupArn',
      size: ['Limit', 1, 100, 100],
      of: 'DescribeBackup',
      toItem: (BackupArn, { BackupDetails }) => ({ BackupArn, ...(BackupDetails as object) }),
    }),
    DescribeBackup: describeOne('BackupArn', { as: 'BackupDescription', missing: 'BackupNotFoundException' }),
    ListExports: listOf('ExportSummaries', {
      size: ['MaxResults', 1, 25, 25],
      of: 'DescribeExport',
      toItem: (ExportArn, { ExportStatus }) => ({ ExportArn, ExportStatus }),
    }),
    DescribeExport: describeOne('ExportArn', { as: 'ExportDescription', missing: 'ExportNotFoundException' }),
  },
})
