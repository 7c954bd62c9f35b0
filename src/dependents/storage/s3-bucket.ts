import type { Dependent } from '../dependent.ts'
import { eachBucket } from './shared/s3-buckets.ts'

/**
 * The default encryption of a bucket is for new objects. Older objects need the key with which they were written. With
 * a bucket key, S3 reuses a key for a short time.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
 */
const s3Bucket: Dependent = {
  singular: 'S3 bucket',
  plural: 'S3 buckets',
  operations: ['s3:ListBuckets', 's3:GetBucketEncryption'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'objects can be neither read nor written' },
  namedBy: { arn: /^s3:::([^/]+)/, context: 'aws:s3:arn' },
  async list(sweep) {
    const { GetBucketEncryptionCommand, S3Client } = await import('@aws-sdk/client-s3')
    const s3 = sweep.client('S3', config => new S3Client(config))
    await eachBucket(sweep, s3, async ({ name, arn }) => {
      const get = new GetBucketEncryptionCommand({ Bucket: name })
      const answer = await sweep.call('s3:GetBucketEncryption', name, () => s3.send(get), [
        'ServerSideEncryptionConfigurationNotFoundError',
        'NoSuchBucket',
      ])
      for (const rule of answer?.at('ServerSideEncryptionConfiguration').list('Rules') ?? []) {
        // Without an id, `aws:kms` means the key that AWS manages for S3.
        const key = rule.at('ApplyServerSideEncryptionByDefault').text('KMSMasterKeyID')
        sweep.found({ id: name, arn, key })
      }
    })
  },
}

export default s3Bucket
