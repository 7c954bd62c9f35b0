import { CreateBrokerCommand, MqClient } from '@aws-sdk/client-mq'
import { CreateArchiveCommand, CreateEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { CreateDeliveryStreamCommand, FirehoseClient } from '@aws-sdk/client-firehose'
import { CreateStreamCommand, KinesisClient, StartStreamEncryptionCommand } from '@aws-sdk/client-kinesis'
import { CreatePipeCommand, PipesClient } from '@aws-sdk/client-pipes'
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler'
import { CreateActivityCommand, CreateStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn'
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns'
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs'
import { given, ROLE, type Recipe } from '../recipe.ts'

const queue = 'arn:aws:sqs:us-east-1:111122223333:jobs'

/** Queues, topics, streams and what moves messages. */
export const messages: Record<string, Recipe> = {
  queue: {
    async make({ aws, name, key, made }) {
      await aws.client(SQSClient).send(new CreateQueueCommand({ QueueName: name, Attributes: { KmsMasterKeyId: key } }))
      made('sqs-queue', name)
    },
  },
  topic: {
    // ListTopics returns at most 100.
    count: 105,
    async make({ aws, name, key, made }) {
      await aws.client(SNSClient).send(new CreateTopicCommand({ Name: name, Attributes: { KmsMasterKeyId: key } }))
      made('sns-topic', name)
    },
  },
  'data stream': {
    async make({ aws, name, key, made }) {
      const kinesis = aws.client(KinesisClient)
      await kinesis.send(new CreateStreamCommand({ StreamName: name, ShardCount: 1 }))
      await kinesis.send(new StartStreamEncryptionCommand({ StreamName: name, EncryptionType: 'KMS', KeyId: key }))
      made('kinesis-stream', name)
    },
  },
  'delivery stream': {
    async make({ aws, name, key, made }) {
      await aws.client(FirehoseClient).send(
        new CreateDeliveryStreamCommand({
          DeliveryStreamName: name,
          DeliveryStreamType: 'DirectPut',
          DeliveryStreamEncryptionConfigurationInput: { KeyType: 'CUSTOMER_MANAGED_CMK', KeyARN: key },
          ExtendedS3DestinationConfiguration: {
            RoleARN: ROLE,
            BucketARN: 'arn:aws:s3:::events',
            EncryptionConfiguration: { KMSEncryptionConfig: { AWSKMSKeyARN: key } },
          },
        }),
      )
      made('firehose-stream', name)
      made('firehose-stream', `${name} / destination`)
    },
  },
  'event bus': {
    async make({ aws, name, key, made }) {
      await aws.client(EventBridgeClient).send(new CreateEventBusCommand({ Name: name, KmsKeyIdentifier: key }))
      made('eventbridge-bus', name)
    },
  },
  archive: {
    async make({ aws, name, key, made }) {
      const events = aws.client(EventBridgeClient)
      const { EventBusArn } = await events.send(new CreateEventBusCommand({ Name: name }))
      await events.send(
        new CreateArchiveCommand({ ArchiveName: name, EventSourceArn: EventBusArn, KmsKeyIdentifier: key }),
      )
      made('eventbridge-archive', name)
    },
  },
  broker: {
    async make({ aws, name, key, made }) {
      const broker = { BrokerName: name, EngineType: 'RABBITMQ', DeploymentMode: 'SINGLE_INSTANCE' } as const
      const host = { HostInstanceType: 'mq.t3.micro', PubliclyAccessible: false, AutoMinorVersionUpgrade: true }
      const Users = [{ Username: 'owner', Password: 'correct-horse-1' }]
      const EncryptionOptions = { UseAwsOwnedKey: false, KmsKeyId: key }
      const { BrokerId } = await aws
        .client(MqClient)
        .send(new CreateBrokerCommand({ ...broker, ...host, Users, EncryptionOptions }))
      made('mq-broker', given(BrokerId))
    },
  },
  schedule: {
    async make({ aws, name, key, made }) {
      await aws.client(SchedulerClient).send(
        new CreateScheduleCommand({
          Name: name,
          ScheduleExpression: 'rate(1 day)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: { Arn: queue, RoleArn: ROLE },
          KmsKeyArn: key,
        }),
      )
      made('scheduler-schedule', `default/${name}`)
    },
  },
  pipe: {
    async make({ aws, name, key, made }) {
      const pipe = { Name: name, Source: queue, Target: queue, RoleArn: ROLE, KmsKeyIdentifier: key }
      await aws.client(PipesClient).send(new CreatePipeCommand({ ...pipe, DesiredState: 'STOPPED' }))
      made('eventbridge-pipe', name)
    },
  },
  activity: {
    async make({ aws, name, key, made }) {
      const encryptionConfiguration = { type: 'CUSTOMER_MANAGED_KMS_KEY' as const, kmsKeyId: key }
      await aws.client(SFNClient).send(new CreateActivityCommand({ name, encryptionConfiguration }))
      made('step-functions-activity', name)
    },
  },
  'state machine': {
    async make({ aws, name, key, made }) {
      await aws.client(SFNClient).send(
        new CreateStateMachineCommand({
          name,
          roleArn: ROLE,
          definition: JSON.stringify({ StartAt: 'End', States: { End: { Type: 'Succeed' } } }),
          encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: key },
        }),
      )
      made('step-functions-state-machine', name)
    },
  },
}
