import type { Dependent } from '../dependent.ts'
import { eachBucket } from './shared/s3-buckets.ts'

/**
 * The key of a replication rule encrypts the replicas. It is a key of the Region of the destination.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
 */
const s3Replication: Dependent = {
  singular: 'S3 replication',
  plural: 'S3 replications',
  operations: ['s3:ListBuckets', 's3:GetBucketReplication'],
  effort: 'each',
  namesOtherRegions: true,
  effect: { when: 'at-once', consequence: 'objects are no longer replicated, and replicas cannot be read' },
  encryption: { notJudged: 'Replicas are objects in Amazon S3. Buckets are judged.' },
  async list(sweep) {
    const { GetBucketReplicationCommand, S3Client } = await import('@aws-sdk/client-s3')
    const s3 = sweep.client('S3', config => new S3Client(config))
    await eachBucket(sweep, s3, async ({ name, arn }) => {
      const get = new GetBucketReplicationCommand({ Bucket: name })
      const answer = await sweep.call('s3:GetBucketReplication', name, () => s3.send(get), [
        'ReplicationConfigurationNotFoundError',
        'NoSuchBucket',
      ])
      for (const rule of answer?.at('ReplicationConfiguration').list('Rules') ?? []) {
        const destination = rule.at('Destination')
        const to = destination.text('Bucket')?.replace(/^.*:/, '') ?? 'an unknown bucket'
        const key = destination.at('EncryptionConfiguration').text('ReplicaKmsKeyID')
        sweep.found({ id: name, arn, key, role: `replicas in ${to}` })
      }
    })
  },
}

export default s3Replication
