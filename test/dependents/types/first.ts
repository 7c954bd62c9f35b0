import { KEY, type TypeCase } from '../sweep-type.ts'

const cases: Record<string, TypeCase> = {
  'ebs-volume': {
    answers: {
      DescribeVolumes: {
        Volumes: [
          { VolumeId: 'vol-0a', Encrypted: true, KmsKeyId: KEY, State: 'in-use' },
          { VolumeId: 'vol-0b', Encrypted: true, KmsKeyId: KEY, State: 'available' },
        ],
      },
    },
    lists: { DescribeVolumes: ['Volumes', 'NextToken'] },
    found: ['vol-0a', 'vol-0b'],
  },
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
}

export default cases
