import type { Dependent } from '../dependent.ts'

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
  namedBy: { arn: /^sqs:[^:]*:[^:]*:(.+)$/, context: 'aws:sqs:arn' },
  config: [{ resourceType: 'AWS::SQS::Queue', property: 'KmsMasterKeyId' }],
  async list(sweep) {
    const { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } = await import('@aws-sdk/client-sqs')
    const sqs = sweep.client('SQS', config => new SQSClient(config))
    // Without MaxResults, SQS returns no token for the queues after the first 1,000.
    const send = (NextToken: string | undefined) => sqs.send(new ListQueuesCommand({ MaxResults: 1000, NextToken }))
    await sweep.pages('sqs:ListQueues', { send, items: 'QueueUrls' }, async queue => {
      const QueueUrl = queue.itself()
      const get = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['KmsMasterKeyId', 'QueueArn'] })
      const answer = await sweep.call('sqs:GetQueueAttributes', QueueUrl, () => sqs.send(get), ['QueueDoesNotExist'])
      const attributes = answer?.at('Attributes')
      const id = QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1)
      if (attributes) sweep.found({ id, arn: attributes.text('QueueArn'), key: attributes.text('KmsMasterKeyId') })
    })
  },
}

export default sqsQueue
