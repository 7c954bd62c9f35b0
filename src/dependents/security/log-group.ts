import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'
import { noting } from '../shared/noting.ts'

/**
 * Log events stay encrypted with the key that the log group had when they came, so that an older key is needed until
 * they expire.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
const logGroup: Dependent = {
  singular: 'log group',
  plural: 'log groups',
  operations: ['logs:DescribeLogGroups'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'its log events can no longer be read or written' },
  encryption: {
    resourceType: 'AWS::Logs::LogGroup',
    withoutKey: 'aws_owned',
    fix: 'in-place',
    remedy:
      'Associate the key with the log group. The key policy must allow CloudWatch Logs to use it. Only log events that ' +
      'arrive after that are encrypted with the key.',
    command: ({ id, region }) =>
      awsCommand('logs associate-kms-key', { 'log-group-name': id, 'kms-key-id': raw(KEY) }, region),
  },
  namedBy: { arn: /^logs:[^:]*:[^:]*:log-group:([^:]+)/, context: 'aws:logs:arn' },
  async list(sweep) {
    const { CloudWatchLogsClient, DescribeLogGroupsCommand } = await import('@aws-sdk/client-cloudwatch-logs')
    const logs = sweep.client('CloudWatch Logs', config => new CloudWatchLogsClient(config))
    const send = (nextToken: string | undefined) => logs.send(new DescribeLogGroupsCommand({ limit: 50, nextToken }))
    const request = { send, items: 'logGroups', next: 'nextToken' }
    const members = { id: 'logGroupName', arn: 'logGroupArn', key: 'kmsKeyId' }
    await sweep.pages('logs:DescribeLogGroups', request, noting(sweep, members))
  },
}

export default logGroup
