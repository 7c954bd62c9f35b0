import { onlyOrders } from '../only-orders.ts'
import { KEY, type TypeCase } from '../sweep-type.ts'

const HERE = 'eu-west-1:111122223333'

const cases: Record<string, TypeCase> = {
  'sqs-queue': {
    answers: {
      ListQueues: {
        QueueUrls: ['orders', 'plain'].map(name => `https://sqs.eu-west-1.amazonaws.com/111122223333/${name}`),
      },
      GetQueueAttributes: ({ QueueUrl }) =>
        String(QueueUrl).endsWith('orders')
          ? { Attributes: { QueueArn: 'arn:aws:sqs:eu-west-1:111122223333:orders', KmsMasterKeyId: KEY } }
          : { Attributes: { QueueArn: 'arn:aws:sqs:eu-west-1:111122223333:plain' } },
    },
    lists: { ListQueues: ['QueueUrls', 'NextToken'] },
    found: ['orders'],
  },
  'sns-topic': {
    answers: {
      ListTopics: { Topics: ['orders', 'plain'].map(name => ({ TopicArn: `arn:aws:sns:${HERE}:${name}` })) },
      GetTopicAttributes: ({ TopicArn }) => ({
        Attributes: { TopicArn, Owner: '111122223333', ...onlyOrders(TopicArn, { KmsMasterKeyId: KEY }) },
      }),
    },
    lists: { ListTopics: ['Topics', 'NextToken'] },
    found: ['orders'],
  },
  'kinesis-stream': {
    answers: {
      ListStreams: { StreamNames: ['orders', 'plain'], HasMoreStreams: false },
      DescribeStreamSummary: ({ StreamName }) => ({
        StreamDescriptionSummary: {
          StreamName,
          StreamARN: `arn:aws:kinesis:${HERE}:stream/${StreamName}`,
          ...onlyOrders(StreamName, { EncryptionType: 'KMS', KeyId: KEY }),
        },
      }),
    },
    lists: { ListStreams: ['StreamNames', 'NextToken'] },
    found: ['orders'],
  },
  'firehose-stream': {
    answers: {
      // It has no token: each page begins after a name.
      ListDeliveryStreams: ({ ExclusiveStartDeliveryStreamName: after }) => ({
        DeliveryStreamNames: after === undefined ? ['orders'] : ['plain', 'clicks'],
        HasMoreDeliveryStreams: after === undefined,
      }),
      DescribeDeliveryStream: ({ DeliveryStreamName }) => ({
        DeliveryStreamDescription: {
          DeliveryStreamName,
          DeliveryStreamARN: `arn:aws:firehose:${HERE}:deliverystream/${DeliveryStreamName}`,
          ...onlyOrders(DeliveryStreamName, {
            DeliveryStreamEncryptionConfiguration: { KeyARN: KEY, KeyType: 'CUSTOMER_MANAGED_CMK', Status: 'ENABLED' },
          }),
          Destinations: [
            DeliveryStreamName === 'clicks'
              ? {
                  DestinationId: '1',
                  HttpEndpointDestinationDescription: {
                    S3DestinationDescription: {
                      EncryptionConfiguration: { KMSEncryptionConfig: { AWSKMSKeyARN: KEY } },
                    },
                  },
                }
              : { DestinationId: '1', S3DestinationDescription: { EncryptionConfiguration: {} } },
          ],
          HasMoreDestinations: false,
        },
      }),
    },
    lists: { ListDeliveryStreams: ['DeliveryStreamNames'] },
    found: ['orders', 'clicks / destination'],
  },
  'step-functions-state-machine': {
    answers: {
      ListStateMachines: {
        stateMachines: ['orders', 'plain'].map(name => ({
          name,
          stateMachineArn: `arn:aws:states:${HERE}:stateMachine:${name}`,
          type: 'STANDARD',
        })),
      },
      // Without METADATA_ONLY, it would decrypt the definition.
      DescribeStateMachine: ({ stateMachineArn, includedData }) => ({
        stateMachineArn,
        definition: '{}',
        ...onlyOrders(includedData === 'METADATA_ONLY' && stateMachineArn, {
          encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: KEY },
        }),
      }),
    },
    lists: { ListStateMachines: ['stateMachines', 'nextToken'] },
    found: ['orders'],
  },
  'step-functions-activity': {
    answers: {
      ListActivities: {
        activities: ['orders', 'plain'].map(name => ({ name, activityArn: `arn:aws:states:${HERE}:activity:${name}` })),
      },
      DescribeActivity: ({ activityArn }) => ({
        activityArn,
        ...onlyOrders(activityArn, {
          encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: KEY },
        }),
      }),
    },
    lists: { ListActivities: ['activities', 'nextToken'] },
    found: ['orders'],
  },
  'eventbridge-bus': {
    answers: {
      ListEventBuses: { EventBuses: [{ Name: 'default' }, { Name: 'orders' }] },
      DescribeEventBus: ({ Name }) => ({
        Name,
        Arn: `arn:aws:events:${HERE}:event-bus/${Name}`,
        ...onlyOrders(Name, { KmsKeyIdentifier: KEY }),
      }),
    },
    lists: { ListEventBuses: ['EventBuses', 'NextToken'] },
    found: ['orders'],
  },
  'eventbridge-archive': {
    answers: {
      ListArchives: { Archives: [{ ArchiveName: 'plain' }, { ArchiveName: 'orders' }] },
      DescribeArchive: ({ ArchiveName }) => ({
        ArchiveName,
        ArchiveArn: `arn:aws:events:${HERE}:archive/${ArchiveName}`,
        ...onlyOrders(ArchiveName, { KmsKeyIdentifier: KEY }),
      }),
    },
    lists: { ListArchives: ['Archives', 'NextToken'] },
    found: ['orders'],
  },
  'eventbridge-connection': {
    answers: {
      ListConnections: { Connections: [{ Name: 'plain' }, { Name: 'orders' }] },
      DescribeConnection: ({ Name }) => ({
        Name,
        ConnectionArn: `arn:aws:events:${HERE}:connection/${Name}/0c0f`,
        ...onlyOrders(Name, { KmsKeyIdentifier: KEY }),
      }),
    },
    lists: { ListConnections: ['Connections', 'NextToken'] },
    found: ['orders'],
  },
  'scheduler-schedule': {
    answers: {
      ListSchedules: { Schedules: ['plain', 'orders'].map(Name => ({ Name, GroupName: 'nightly', State: 'ENABLED' })) },
      GetSchedule: ({ GroupName, Name }) => ({
        Name,
        GroupName,
        Arn: `arn:aws:scheduler:${HERE}:schedule/${GroupName}/${Name}`,
        ...onlyOrders(Name, { KmsKeyArn: KEY }),
      }),
    },
    lists: { ListSchedules: ['Schedules', 'NextToken'] },
    found: ['nightly/orders'],
  },
  'eventbridge-pipe': {
    answers: {
      ListPipes: { Pipes: [{ Name: 'plain' }, { Name: 'orders' }] },
      DescribePipe: ({ Name }) => ({
        Name,
        Arn: `arn:aws:pipes:${HERE}:pipe/${Name}`,
        ...onlyOrders(Name, { KmsKeyIdentifier: KEY }),
      }),
    },
    lists: { ListPipes: ['Pipes', 'NextToken'] },
    found: ['orders'],
  },
}

export default cases
