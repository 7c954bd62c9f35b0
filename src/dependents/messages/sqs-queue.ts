import type { Dependent } from '../dependent.ts'
import { shellWord } from '../../lib/text/shell-word.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'

/**
 * A queue caches its data key for a time, so sending and receiving fail after that. Messages that are in the queue need
 * the key with which they were encrypted.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
const sqsQueue: Dependent = {
  singular: 'SQS queue',
  plural: 'SQS queues',
  operations: ['sqs:ListQueues', 'sqs:GetQueueAttributes'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'sending and receiving fail when the cached data key expires' },
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html
  encryption: {
    resourceType: 'AWS::SQS::Queue',
    withoutKey: 'none',
    fix: 'in-place',
    remedy:
      'Set the key of the queue. Only messages that are sent after that are encrypted with it, and producers and ' +
      'consumers need permissions for the key. SqsManagedSseEnabled=true encrypts with a key of SQS instead.',
    command: ({ id, region }) => {
      const url = `"$(aws sqs get-queue-url --queue-name ${shellWord(id)} --region ${region} --query QueueUrl --output text)"`
      const values = { 'queue-url': raw(url), attributes: raw(`KmsMasterKeyId=${KEY}`) }
      return awsCommand('sqs set-queue-attributes', values, region)
    },
  },
  namedBy: { arn: /^sqs:[^:]*:[^:]*:(.+)$/, context: 'aws:sqs:arn' },
  config: [{ resourceType: 'AWS::SQS::Queue', property: 'KmsMasterKeyId' }],
  async list(sweep) {
    const { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } = await import('@aws-sdk/client-sqs')
    const sqs = sweep.client('SQS', config => new SQSClient(config))
    // Without MaxResults, SQS returns no token for the queues after the first 1,000.
    const send = (NextToken: string | undefined) => sqs.send(new ListQueuesCommand({ MaxResults: 1000, NextToken }))
    await sweep.pages('sqs:ListQueues', { send, items: 'QueueUrls' }, async queue => {
      const QueueUrl = queue.itself()
      const get = new GetQueueAttributesCommand({
        QueueUrl,
        AttributeNames: [
          'KmsMasterKeyId',
          'KmsDataKeyReusePeriodSeconds',
          'QueueArn',
          ...(sweep.wantsAll ? (['SqsManagedSseEnabled'] as const) : []),
        ],
      })
      const answer = await sweep.call('sqs:GetQueueAttributes', QueueUrl, () => sqs.send(get), ['QueueDoesNotExist'])
      const attributes = answer?.at('Attributes')
      const id = QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1)
      if (attributes === undefined) return
      const withoutKey = attributes.text('SqsManagedSseEnabled') === 'true' ? ('aws_owned' as const) : undefined
      const key = attributes.text('KmsMasterKeyId')
      const seconds = Number(attributes.text('KmsDataKeyReusePeriodSeconds') ?? NaN)
      const dataKeyReuseSeconds = Number.isFinite(seconds) ? seconds : undefined
      sweep.found({ id, arn: attributes.text('QueueArn'), key, withoutKey, dataKeyReuseSeconds })
    })
  },
}

export default sqsQueue
