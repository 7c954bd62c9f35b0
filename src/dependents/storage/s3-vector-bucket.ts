import type { Dependent } from '../dependent.ts'

/**
 * The encryption of a vector bucket cannot be changed.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-data-encryption.html
 */
const s3VectorBucket: Dependent = {
  singular: 'S3 vector bucket',
  plural: 'S3 vector buckets',
  operations: ['s3vectors:ListVectorBuckets', 's3vectors:GetVectorBucket'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'vectors can be neither read nor written' },
  namedBy: { arn: /^s3vectors:[^:]*:[^:]*:bucket\/([^/]+)/, context: 'aws:s3:arn' },
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-data-encryption.html
  encryption: {
    resourceType: 'AWS::S3Vectors::VectorBucket',
    withoutKey: 'aws_owned',
    fix: 'new-resource',
    remedy:
      'The key of a vector bucket cannot be changed. Create another bucket with the key, and load the vectors again.',
  },
  async list(sweep) {
    const { GetVectorBucketCommand, ListVectorBucketsCommand, S3VectorsClient } =
      await import('@aws-sdk/client-s3vectors')
    const vectors = sweep.client('S3Vectors', config => new S3VectorsClient(config))
    const send = (nextToken: string | undefined) =>
      vectors.send(new ListVectorBucketsCommand({ maxResults: 500, nextToken }))
    const request = { send, items: 'vectorBuckets', next: 'nextToken' }
    await sweep.pages('s3vectors:ListVectorBuckets', request, async bucket => {
      const [id, arn] = [bucket.word('vectorBucketName'), bucket.word('vectorBucketArn')]
      const get = new GetVectorBucketCommand({ vectorBucketArn: arn })
      const answer = await sweep.call('s3vectors:GetVectorBucket', arn, () => vectors.send(get), ['NotFoundException'])
      const encryption = answer?.at('vectorBucket').at('encryptionConfiguration')
      if (encryption) sweep.found({ id, arn, key: encryption.text('kmsKeyArn') })
    })
  },
}

export default s3VectorBucket
