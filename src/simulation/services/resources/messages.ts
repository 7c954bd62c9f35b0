import { getTopicAttributes, publish } from '../received/topics.ts'
import { describeOne } from './describe.ts'
import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/ */
export const sqs = resourceService({
  name: 'sqs',
  protocol: 'json-1.0',
  operations: {
    // Without MaxResults there are no pages, but at most a thousand queues.
    ListQueues: listOf('QueueUrls', { size: ['MaxResults', 1, 1000, 1000], of: 'GetQueueAttributes' }),
    GetQueueAttributes: describeOne('QueueUrl', { as: 'Attributes', missing: 'QueueDoesNotExist' }),
  },
})

/** https://docs.aws.amazon.com/sns/latest/api/ */
export const sns = resourceService({
  name: 'sns',
  protocol: 'query',
  xml: { namespace: 'http://sns.amazonaws.com/doc/2010-03-31/', maps: ['Attributes'] },
  operations: {
    ListTopics: listOf('Topics', {
      size: ['no parameter', 1, 100, 100],
      of: 'GetTopicAttributes',
      toItem: TopicArn => ({ TopicArn }),
    }),
    GetTopicAttributes: getTopicAttributes,
    Publish: publish,
  },
})

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/ */
export const kinesis = resourceService({
  name: 'kinesis',
  protocol: 'json-1.1',
  throttle: { name: 'LimitExceededException', message: 'Rate exceeded for stream.', status: 400 },
  operations: {
    ListStreams: listOf('StreamNames', {
      size: ['Limit', 1, 100, 10_000],
      more: 'HasMoreStreams',
      of: 'DescribeStreamSummary',
    }),
    DescribeStreamSummary: describeOne(['StreamARN', 'StreamName'], { as: 'StreamDescriptionSummary' }),
  },
})

/** https://docs.aws.amazon.com/firehose/latest/APIReference/ */
export const firehose = resourceService({
  name: 'firehose',
  protocol: 'json-1.1',
  throttle: { name: 'LimitExceededException', message: 'Rate exceeded', status: 400 },
  operations: {
    ListDeliveryStreams: listOf('DeliveryStreamNames', {
      token: ['ExclusiveStartDeliveryStreamName', null],
      after: true,
      size: ['Limit', 1, 10, 10_000],
      more: 'HasMoreDeliveryStreams',
      of: 'DescribeDeliveryStream',
    }),
    DescribeDeliveryStream: describeOne('DeliveryStreamName', { as: 'DeliveryStreamDescription' }),
  },
})

/** https://docs.aws.amazon.com/msk/1.0/apireference/ */
export const kafka = resourceService({
  name: 'kafka',
  protocol: 'rest-json',
  timesAsText: true,
  lowerCaseJson: true,
  routes: { 'GET /api/v2/clusters': 'ListClustersV2' },
  operations: {
    ListClustersV2: listOf('ClusterInfoList', { token: 'nextToken', size: ['maxResults', 1, 100, 100] }),
  },
})
