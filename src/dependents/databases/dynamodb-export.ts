import type { Dependent } from '../dependent.ts'
import { ONE_HOST } from './shared/dynamodb-host.ts'

/**
 * The files of an export are objects in S3 that are encrypted with its key. DynamoDB lists exports of the last 90 days.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport_Requesting.html
 */
const dynamodbExport: Dependent = {
  singular: 'DynamoDB export',
  plural: 'DynamoDB exports',
  operations: ['dynamodb:ListExports', 'dynamodb:DescribeExport'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'the exported files cannot be read' },
  namedBy: { arn: /^dynamodb:[^:]*:[^:]*:table\/([^/]+\/export\/.+)$/ },
  encryption: { notJudged: 'An export is files in Amazon S3. Buckets are judged.' },
  async list(sweep) {
    const { DescribeExportCommand, DynamoDBClient, ListExportsCommand } = await import('@aws-sdk/client-dynamodb')
    const dynamodb = sweep.client('DynamoDB', config => new DynamoDBClient({ ...config, ...ONE_HOST }))
    const send = (NextToken: string | undefined) => dynamodb.send(new ListExportsCommand({ MaxResults: 25, NextToken }))
    await sweep.pages('dynamodb:ListExports', { send, items: 'ExportSummaries' }, async listed => {
      const arn = listed.word('ExportArn')
      const describe = new DescribeExportCommand({ ExportArn: arn })
      const answer = await sweep.call('dynamodb:DescribeExport', arn, () => dynamodb.send(describe), [
        'ExportNotFoundException',
      ])
      const id = arn.slice(arn.indexOf('/') + 1)
      if (answer) sweep.found({ id, arn, key: answer.at('ExportDescription').text('S3SseKmsKeyId') })
    })
  },
}

export default dynamodbExport
