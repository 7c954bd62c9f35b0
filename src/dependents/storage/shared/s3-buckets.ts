import type { AwsClient } from '../../../aws/session/clients.ts'
import type { Sweep } from '../../dependent.ts'

/** What a bucket is called in answers of other operations. */
export interface NamedBucket {
  name: string
  arn: string
}

/**
 * Lists the general purpose buckets of the Region of the place: a setting of a bucket can be read only there. S3 returns
 * the Region of a bucket, and pages, only if it is asked with one of its parameters.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html
 */
export async function eachBucket(
  sweep: Sweep,
  s3: AwsClient,
  each: (bucket: NamedBucket) => Promise<void>,
): Promise<void> {
  const { ListBucketsCommand } = await import('@aws-sdk/client-s3')
  const { partition, region } = sweep.place
  const send = (ContinuationToken: string | undefined) =>
    s3.send(new ListBucketsCommand({ MaxBuckets: 10_000, BucketRegion: region, ContinuationToken }))
  await sweep.pages('s3:ListBuckets', { send, items: 'Buckets', next: 'ContinuationToken' }, async bucket => {
    const name = bucket.word('Name')
    if ((bucket.text('BucketRegion') ?? region) === region) await each({ name, arn: `arn:${partition}:s3:::${name}` })
  })
}
