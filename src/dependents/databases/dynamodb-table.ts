import type { Dependent, ResourceEffect } from '../dependent.ts'
import { ONE_HOST } from './shared/dynamodb-host.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'
import { keyInRegion } from '../shared/key-in-region.ts'

/**
 * DynamoDB makes a table inaccessible as soon as its key is disabled, archives it as a backup under the same key after
 * 7 days, and takes a replica out of its global table after 20 hours.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html
 */
const table: ResourceEffect = {
  when: 'at-once',
  consequence: 'the table becomes inaccessible, and DynamoDB archives it after 7 days',
  actsOnDisabled: true,
  irreversibleAfterDays: 7,
}

const TWENTY_HOURS_IN_DAYS = 0.83

const globalTable: ResourceEffect = {
  ...table,
  consequence: 'the table becomes inaccessible, and DynamoDB removes it from its global table after 20 hours',
  irreversibleAfterDays: TWENTY_HOURS_IN_DAYS,
}

const dynamodbTable: Dependent = {
  singular: 'DynamoDB table',
  plural: 'DynamoDB tables',
  operations: ['dynamodb:ListTables', 'dynamodb:DescribeTable'],
  effort: 'each',
  namesOtherRegions: true,
  effect: table,
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html
  encryption: {
    resourceType: 'AWS::DynamoDB::Table',
    withoutKey: 'aws_owned',
    fix: 'in-place',
    remedy: 'Change the key of the table. It stays available, and DynamoDB encrypts all of its data with the new key.',
    command: ({ id, region }) =>
      awsCommand(
        'dynamodb update-table',
        { 'table-name': id, 'sse-specification': raw(`Enabled=true,SSEType=KMS,KMSMasterKeyId=${KEY}`) },
        region,
      ),
  },
  namedBy: { arn: /^dynamodb:[^:]*:[^:]*:table\/([^/]+)/, context: 'aws:dynamodb:tableName' },
  configIsComplete: true,
  config: [
    { resourceType: 'AWS::DynamoDB::Table', property: 'ssedescription.kmsmasterKeyArn' },
    { resourceType: 'AWS::DynamoDB::Table', property: 'replicas.kmsmasterKeyId', role: 'replica' },
  ],
  async list(sweep) {
    const { DescribeTableCommand, DynamoDBClient, ListTablesCommand } = await import('@aws-sdk/client-dynamodb')
    const dynamodb = sweep.client('DynamoDB', config => new DynamoDBClient({ ...config, ...ONE_HOST }))
    const send = (ExclusiveStartTableName: string | undefined) =>
      dynamodb.send(new ListTablesCommand({ Limit: 100, ExclusiveStartTableName }))
    const request = { send, items: 'TableNames', next: 'LastEvaluatedTableName' }
    await sweep.pages('dynamodb:ListTables', request, async listed => {
      const id = listed.itself()
      const describe = new DescribeTableCommand({ TableName: id })
      const answer = await sweep.call('dynamodb:DescribeTable', id, () => dynamodb.send(describe), [
        'ResourceNotFoundException',
      ])
      if (answer === null) return
      const found = answer.at('Table')
      const replicas = found.list('Replicas')
      const [arn, effect] = [found.text('TableArn'), replicas.length > 0 ? globalTable : table]
      sweep.found({ id, arn, key: found.at('SSEDescription').text('KMSMasterKeyArn'), effect })
      for (const replica of replicas) {
        const region = replica.word('RegionName')
        const key = keyInRegion(sweep.place, region, replica.text('KMSMasterKeyId'))
        sweep.found({ id, arn, key, effect, role: `replica in ${region}` })
      }
    })
  },
}

export default dynamodbTable
