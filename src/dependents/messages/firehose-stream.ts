import type { Item } from '../../aws/answers/item.ts'
import { isObject } from '../../lib/json.ts'
import type { Dependent } from '../dependent.ts'
import type { WithoutKey } from '../../model/encryption.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'

/**
 * Firehose buffers records under the key of the stream, and encrypts what it delivers to S3 with the key of the
 * destination. It drops records that it cannot decrypt for 24 hours.
 * https://docs.aws.amazon.com/firehose/latest/dev/encryption.html
 */
const firehoseStream: Dependent = {
  singular: 'Firehose stream',
  plural: 'Firehose streams',
  operations: ['firehose:ListDeliveryStreams', 'firehose:DescribeDeliveryStream'],
  effort: 'each',
  effect: {
    when: 'at-once',
    consequence: 'delivery fails, and records are lost after 24 hours',
    irreversibleAfterDays: 1,
  },
  namedBy: { arn: /^firehose:[^:]*:[^:]*:deliverystream\/(.+)$/ },
  // https://docs.aws.amazon.com/firehose/latest/dev/encryption.html
  encryption: {
    resourceType: 'AWS::KinesisFirehose::DeliveryStream',
    withoutKey: 'none',
    fix: 'in-place',
    remedy:
      'Turn on the encryption of the stream. A stream that reads from Kinesis has the encryption of that ' +
      'stream instead.',
    command: ({ id, region }) =>
      awsCommand(
        'firehose start-delivery-stream-encryption',
        {
          'delivery-stream-name': id,
          'delivery-stream-encryption-configuration-input': raw(`KeyType=CUSTOMER_MANAGED_CMK,KeyARN=${KEY}`),
        },
        region,
      ),
  },
  async list(sweep) {
    const { DescribeDeliveryStreamCommand, FirehoseClient, ListDeliveryStreamsCommand } =
      await import('@aws-sdk/client-firehose')
    const firehose = sweep.client('Firehose', config => new FirehoseClient(config))
    const send = (ExclusiveStartDeliveryStreamName: string | undefined) =>
      firehose.send(new ListDeliveryStreamsCommand({ Limit: 100, ExclusiveStartDeliveryStreamName }))
    const request = { send, items: 'DeliveryStreamNames', next: nextName }
    await sweep.pages('firehose:ListDeliveryStreams', request, async listed => {
      const id = listed.itself()
      const describe = new DescribeDeliveryStreamCommand({ DeliveryStreamName: id })
      const answer = await sweep.call('firehose:DescribeDeliveryStream', id, () => firehose.send(describe), [
        'ResourceNotFoundException',
      ])
      const stream = answer?.at('DeliveryStreamDescription')
      if (stream === undefined) return
      const arn = stream.text('DeliveryStreamARN')
      const encryption = stream.at('DeliveryStreamEncryptionConfiguration')
      sweep.found({ id, arn, key: encryption.text('KeyARN'), withoutKey: withoutKey(stream, encryption) })
      for (const key of new Set(stream.list('Destinations').flatMap(({ value }) => keysBelow(value))))
        sweep.found({ id, arn, key, role: 'destination' })
    })
  },
}

/** A stream that reads from Kinesis stores nothing: the data is encrypted as in the stream that it reads. */
function withoutKey(stream: Item, encryption: Item): WithoutKey {
  if (encryption.text('Status') === 'ENABLED')
    return encryption.text('KeyType') === 'AWS_OWNED_CMK' ? 'aws_owned' : 'unknown'
  return stream.text('DeliveryStreamType') === 'KinesisStreamAsSource' ? 'unknown' : 'none'
}

/** Firehose returns no token: the next page begins after the last name of this one. */
const nextName = (answer: Item): string | undefined =>
  answer.flag('HasMoreDeliveryStreams') ? answer.list('DeliveryStreamNames').at(-1)?.itself() : undefined

/** Each kind of destination has its key at another depth, and so has its backup in S3. */
function keysBelow(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysBelow)
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([member, below]) =>
    member === 'AWSKMSKeyARN' && typeof below === 'string' ? [below] : keysBelow(below),
  )
}

export default firehoseStream
