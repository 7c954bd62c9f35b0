import { textLike } from '../../cli/kinds/kind.ts'
import { option } from '../../cli/option.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { BUCKET_NAME } from '../../model/bucket-name.ts'
import type { Sink } from '../sink.ts'

const options = {
  bucket: option({
    flags: '--bucket <name>',
    group: 'Publish',
    help: 'With s3: the bucket, in any Region of the partition',
    kind: textLike('the name of a bucket', new RegExp(`^${BUCKET_NAME}$`)),
    fallback: null,
    alsoCalled: ['s3-bucket', 'output-bucket'],
  }),
  prefix: option({
    flags: '--prefix <prefix>',
    group: 'Publish',
    help: 'With s3: what the keys of the objects begin with, such as kms/',
    kind: textLike('1 to 900 printable characters of ASCII', /^[ -~]{1,900}$/),
    fallback: null,
  }),
  bucketOwner: option({
    flags: '--bucket-owner <account>',
    group: 'Publish',
    help: 'With s3: the account that must own the bucket, else nothing is written',
    kind: textLike('an account ID of 12 digits', /^\d{12}$/),
    fallback: null,
  }),
}

export type BucketOptions = typeof options

/** Writes the report as JSON and as an HTML page into a bucket. */
export const s3: Sink<BucketOptions> = {
  id: 's3',
  name: 'an S3 bucket',
  title: 'The report as JSON and as an HTML page in an S3 bucket',
  takes: 'report',
  needs: 'caller-session',
  options,
  operations: ['s3:PutObject', 's3:AbortMultipartUpload'],
  examples: [{ what: 'Keep each report in a bucket', command: 'kms-audit publish s3 --bucket kms-reports --yes' }],
  check({ bucket }) {
    requiredBucket(bucket)
  },
  region: () => null,
  async plan(delivery) {
    const { planObjects } = await import('./plan-objects.ts')
    return planObjects(delivery, requiredBucket(delivery.settings.bucket))
  },
}

function requiredBucket(bucket: string | null): string {
  if (bucket !== null) return bucket
  throw new AuditError('usage', 'publish s3 requires --bucket.', { hint: 'Add --bucket with the name of the bucket.' })
}
