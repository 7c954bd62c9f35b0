import type { Dependent } from '../dependent.ts'
import { ONE_HOST } from './shared/dynamodb-host.ts'

/**
 * A backup keeps the key that its table had, also if the table has another key now, or is gone.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
const dynamodbBackup: Dependent = {
  singular: 'DynamoDB backup',
  plural: 'DynamoDB backups',
  operations: ['dynamodb:ListBackups', 'dynamodb:DescribeBackup'],
  effort: 'each',
  effect: { when: 'on-restore', consequence: 'the backup cannot be restored', failsSilently: true },
  namedBy: { arn: /^dynamodb:[^:]*:[^:]*:table\/([^/]+\/backup\/.+)$/ },
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
  encryption: {
    resourceType: 'AWS::DynamoDB::Backup',
    withoutKey: 'aws_owned',
    fix: 'new-resource',
    remedy:
      'A backup keeps the key that the table had. Change the key of the table, create another backup, and ' +
      'delete this one.',
  },
  async list(sweep) {
    const { DescribeBackupCommand, DynamoDBClient, ListBackupsCommand } = await import('@aws-sdk/client-dynamodb')
    const dynamodb = sweep.client('DynamoDB', config => new DynamoDBClient({ ...config, ...ONE_HOST }))
    // Without BackupType, those that DynamoDB made itself are left out, such as archives of inaccessible tables.
    const send = (ExclusiveStartBackupArn: string | undefined) =>
      dynamodb.send(new ListBackupsCommand({ BackupType: 'ALL', Limit: 100, ExclusiveStartBackupArn }))
    const request = { send, items: 'BackupSummaries', next: 'LastEvaluatedBackupArn' }
    await sweep.pages('dynamodb:ListBackups', request, async listed => {
      const arn = listed.word('BackupArn')
      const describe = new DescribeBackupCommand({ BackupArn: arn })
      const answer = await sweep.call('dynamodb:DescribeBackup', arn, () => dynamodb.send(describe), [
        'BackupNotFoundException',
      ])
      const table = answer?.at('BackupDescription').at('SourceTableFeatureDetails')
      const id = arn.slice(arn.indexOf('/') + 1)
      if (table) sweep.found({ id, arn, key: table.at('SSEDescription').text('KMSMasterKeyArn') })
    })
  },
}

export default dynamodbBackup
