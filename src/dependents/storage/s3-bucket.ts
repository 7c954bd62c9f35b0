import type { Item } from '../../aws/answers/item.ts'
import type { Dependent, FoundResource } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'
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
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html
  encryption: {
    resourceType: 'AWS::S3::Bucket',
    withoutKey: 'aws_owned',
    fix: 'in-place',
    remedy:
      'Set the key of the default encryption, with a bucket key. It applies to new objects. Objects that are there keep ' +
      'their encryption until they are copied, for example with S3 Batch Operations.',
    command: ({ id, region }) => {
      const rule = `{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"'${KEY}'"},"BucketKeyEnabled":true}`
      const values = { bucket: id, 'server-side-encryption-configuration': raw(`'{"Rules":[${rule}]}'`) }
      return awsCommand('s3api put-bucket-encryption', values, region)
    },
  },
  namedBy: { arn: /^s3:::([^/]+)/, context: 'aws:s3:arn' },
  async list(sweep) {
    const { GetBucketEncryptionCommand, S3Client } = await import('@aws-sdk/client-s3')
    const s3 = sweep.client('S3', config => new S3Client(config))
    await eachBucket(sweep, s3, async ({ name, arn }) => {
      const get = new GetBucketEncryptionCommand({ Bucket: name })
      const send = (): Promise<unknown> => s3.send(get).catch(withoutConfiguration)
      const answer = await sweep.call('s3:GetBucketEncryption', name, send, ['NoSuchBucket'])
      const rules = answer?.at('ServerSideEncryptionConfiguration').list('Rules') ?? []
      for (const rule of rules) sweep.found({ id: name, arn, ...encryptionOf(rule) })
      if (answer !== null && rules.length === 0) sweep.found({ id: name, arn, key: undefined, withoutKey: 'aws_owned' })
    })
  },
}

/**
 * S3 encrypts every bucket, also one without a configuration: then with its own keys.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
 */
function withoutConfiguration(error: unknown): object {
  if (error instanceof Error && error.name === 'ServerSideEncryptionConfigurationNotFoundError') return {}
  throw error
}

/** Without an ID, `aws:kms` means the key that AWS manages for S3. Bucket keys do not exist for `aws:kms:dsse`. */
function encryptionOf(rule: Item): Pick<FoundResource, 'key' | 'withoutKey' | 'bucketKey'> {
  const byDefault = rule.at('ApplyServerSideEncryptionByDefault')
  const key = byDefault.text('KMSMasterKeyID')
  const algorithm = byDefault.text('SSEAlgorithm')
  const bucketKey = algorithm === 'aws:kms' ? rule.flag('BucketKeyEnabled') === true : undefined
  return { key, withoutKey: WITHOUT_ID[algorithm ?? ''] ?? 'unknown', bucketKey }
}

const WITHOUT_ID: Readonly<Record<string, FoundResource['withoutKey']>> = {
  AES256: 'aws_owned',
  'aws:kms': 'aws_managed',
  'aws:kms:dsse': 'aws_managed',
}

export default s3Bucket
