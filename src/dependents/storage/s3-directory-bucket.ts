import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'

/**
 * A directory bucket always uses a bucket key, so a session works for some minutes more.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-UsingKMSEncryption.html
 */
const s3DirectoryBucket: Dependent = {
  singular: 'S3 directory bucket',
  plural: 'S3 directory buckets',
  operations: ['s3express:ListDirectoryBuckets', 's3express:GetBucketEncryption'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'objects can be neither read nor written when the session ends' },
  namedBy: { arn: /^s3express:[^:]*:[^:]*:bucket\/([^/]+)/, context: 'aws:s3:arn' },
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-serv-side-encryption.html
  encryption: {
    resourceType: 'AWS::S3Express::DirectoryBucket',
    withoutKey: 'aws_owned',
    fix: 'in-place',
    remedy:
      'Set the key of the default encryption. It applies to new objects. A directory bucket can have only one ' +
      'customer managed key for its lifetime.',
    command: ({ id, region }) => {
      const rule = `{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"'${KEY}'"},"BucketKeyEnabled":true}`
      const values = { bucket: id, 'server-side-encryption-configuration': raw(`'{"Rules":[${rule}]}'`) }
      return awsCommand('s3api put-bucket-encryption', values, region)
    },
  },
  async list(sweep) {
    const { GetBucketEncryptionCommand, ListDirectoryBucketsCommand, S3Client } = await import('@aws-sdk/client-s3')
    const s3 = sweep.client('S3', config => new S3Client(config))
    const { partition, region, account } = sweep.place
    const send = (ContinuationToken: string | undefined) =>
      s3.send(new ListDirectoryBucketsCommand({ MaxDirectoryBuckets: 1000, ContinuationToken }))
    const request = { send, items: 'Buckets', next: 'ContinuationToken' }
    await sweep.pages('s3express:ListDirectoryBuckets', request, async bucket => {
      const id = bucket.word('Name')
      const get = new GetBucketEncryptionCommand({ Bucket: id })
      const answer = await sweep.call('s3express:GetBucketEncryption', id, () => s3.send(get), ['NoSuchBucket'])
      const arn = `arn:${partition}:s3express:${region}:${account}:bucket/${id}`
      for (const rule of answer?.at('ServerSideEncryptionConfiguration').list('Rules') ?? [])
        sweep.found({ id, arn, key: rule.at('ApplyServerSideEncryptionByDefault').text('KMSMasterKeyID') })
    })
  },
}

export default s3DirectoryBucket
