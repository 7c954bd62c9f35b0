import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'

/**
 * Records in the stream need the key with which they were written.
 * https://docs.aws.amazon.com/streams/latest/dev/what-is-sse.html
 */
const kinesisStream: Dependent = {
  singular: 'Kinesis stream',
  plural: 'Kinesis streams',
  operations: ['kinesis:ListStreams', 'kinesis:DescribeStreamSummary'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'records can be neither put nor read' },
  namedBy: { arn: /^kinesis:[^:]*:[^:]*:stream\/(.+)$/, context: 'aws:kinesis:arn' },
  // https://docs.aws.amazon.com/streams/latest/dev/server-side-encryption.html
  encryption: {
    resourceType: 'AWS::Kinesis::Stream',
    withoutKey: 'none',
    fix: 'in-place',
    remedy:
      'Turn on the encryption of the stream. Records that are in it stay as they are until they expire, and ' +
      'producers and consumers need permissions for the key.',
    command: ({ id, region }) =>
      awsCommand(
        'kinesis start-stream-encryption',
        { 'stream-name': id, 'encryption-type': 'KMS', 'key-id': raw(KEY) },
        region,
      ),
  },
  async list(sweep) {
    const { DescribeStreamSummaryCommand, KinesisClient, ListStreamsCommand } = await import('@aws-sdk/client-kinesis')
    const kinesis = sweep.client('Kinesis', config => new KinesisClient(config))
    const send = (NextToken: string | undefined) => kinesis.send(new ListStreamsCommand({ Limit: 100, NextToken }))
    await sweep.pages('kinesis:ListStreams', { send, items: 'StreamNames' }, async listed => {
      const id = listed.itself()
      const describe = new DescribeStreamSummaryCommand({ StreamName: id })
      const answer = await sweep.call('kinesis:DescribeStreamSummary', id, () => kinesis.send(describe), [
        'ResourceNotFoundException',
      ])
      const stream = answer?.at('StreamDescriptionSummary')
      if (stream) sweep.found({ id, arn: stream.text('StreamARN'), key: stream.text('KeyId') })
    })
  },
}

export default kinesisStream
