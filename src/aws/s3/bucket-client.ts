import { S3Client } from '@aws-sdk/client-s3'
import type { AwsClient } from '../session/clients.ts'
import type { PlaceClient } from '../session/place-client.ts'

/** Returns the client for a bucket in whatever Region it is. */
export const bucketClient = (client: PlaceClient): AwsClient =>
  client.clients.of('S3', config => new S3Client({ ...config, followRegionRedirects: true }))

/** Where an object is written. */
export interface ObjectPlace {
  Bucket: string
  Key: string
  /** The account that must own the bucket, else nothing is written. */
  ExpectedBucketOwner?: string
}
