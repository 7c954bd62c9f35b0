import { shellWord } from '../../lib/text/shell-word.ts'

/** A type of resources whose service has an AWS managed key, to which an existing resource can be changed. */
export interface ReplaceableType {
  /** Many of them: `SQS queues`. */
  words: string
  /** As CloudTrail names it, without `.amazonaws.com`. */
  service: string
  alias: string
  command(resource: { id: string; arn: string | null; region: string }): string
  /** What else the change means, in sentences. */
  limits: readonly string[]
}

const SENDERS =
  'AWS services that send to these resources, such as S3 event notifications, cannot use an AWS managed key.'

/** By the ID of the type. https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-cmk */
export const REPLACEABLE_TYPES: Readonly<Record<string, ReplaceableType>> = {
  'sqs-queue': {
    words: 'SQS queues',
    service: 'sqs',
    alias: 'alias/aws/sqs',
    command: ({ id, region }) =>
      `aws sqs set-queue-attributes --queue-url "$(aws sqs get-queue-url --queue-name ${shellWord(id)} --region ${region} --query QueueUrl --output text)" --attributes KmsMasterKeyId=alias/aws/sqs --region ${region}`,
    limits: [SENDERS],
  },
  'sns-topic': {
    words: 'SNS topics',
    service: 'sns',
    alias: 'alias/aws/sns',
    command: ({ id, arn, region }) =>
      `aws sns set-topic-attributes --topic-arn ${shellWord(arn ?? id)} --attribute-name KmsMasterKeyId --attribute-value alias/aws/sns --region ${region}`,
    limits: [SENDERS],
  },
  'kinesis-stream': {
    words: 'Kinesis streams',
    service: 'kinesis',
    alias: 'alias/aws/kinesis',
    command: ({ id, region }) =>
      `aws kinesis start-stream-encryption --stream-name ${shellWord(id)} --encryption-type KMS --key-id alias/aws/kinesis --region ${region}`,
    limits: [],
  },
  'dynamodb-table': {
    words: 'DynamoDB tables',
    service: 'dynamodb',
    alias: 'alias/aws/dynamodb',
    command: ({ id, region }) =>
      `aws dynamodb update-table --table-name ${shellWord(id)} --sse-specification Enabled=true,SSEType=KMS --region ${region}`,
    limits: ['Backups of a table keep the key with which they were made.'],
  },
  secret: {
    words: 'secrets',
    service: 'secretsmanager',
    alias: 'alias/aws/secretsmanager',
    command: ({ id, arn, region }) =>
      `aws secretsmanager update-secret --secret-id ${shellWord(arn ?? id)} --kms-key-id alias/aws/secretsmanager --region ${region}`,
    limits: ['Other accounts that read a secret need a key of your own.'],
  },
}
