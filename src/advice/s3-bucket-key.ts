import { joinWithAnd } from '../lib/text/lists.ts'
import { countNoun } from '../lib/text/numbers.ts'
import { shellWord } from '../lib/text/shell-word.ts'
import type { DependentRecord, KeyRecord } from '../model/report/report.ts'
import type { AdviceKind, Draft } from './advice-kind.ts'
import { callsOf, sampleText, through } from './shared/calls-of-key.ts'
import { claim } from './shared/claim.ts'
import { dependsOnContext } from './shared/context-conditions.ts'
import { forDataKeys } from './shared/data-keys.ts'
import { aboutKey } from './shared/key-resource.ts'

/**
 * Buckets without a bucket key send a request to KMS for every object that is written or read.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
 */
export const s3BucketKey: AdviceKind = {
  title: 'Turn on S3 Bucket Keys, so that S3 sends fewer requests to KMS',
  needs: ['requests', 'dependents', 'policy', 'grants', 'callers'],
  advise: ({ keys }) => forDataKeys(keys).flatMap(key => bucketKeyDraft(key) ?? []),
}

function bucketKeyDraft(key: KeyRecord): Draft | null {
  const buckets = (key.dependents ?? []).filter(({ type, bucket_key: on }) => type === 's3-bucket' && on === false)
  const { monthly_usage: requests } = key
  if (buckets.length === 0 || requests === 0) return null
  const conditions = dependsOnContext(
    key,
    'aws:s3:arn',
    buckets.map(({ id }) => bucketArn(key, id)),
  )
  const calls = callsOf(key, through('s3'), ['GenerateDataKey', 'Decrypt'])
  if (calls?.chosen === 0) return null
  const blocked =
    conditions === null || conditions.length === 0
      ? null
      : `With a bucket key, the encryption context is the ARN of the bucket instead of that of the object, and aws:s3:arn is limited by ${joinWithAnd(conditions)}. Change that first.`
  const unknown = whyNoReduction(requests, calls === null, conditions === null)
  const claims =
    blocked !== null || unknown !== null || calls === null || typeof requests !== 'number'
      ? []
      : [
          claim('requests', key.key_arn, 'floor(requests * s3_calls / calls * largest_reduction)', {
            requests,
            s3_calls: calls.chosen,
            calls: calls.calls,
            largest_reduction: 0.99,
          }),
        ]
  return {
    ...aboutKey(key),
    summary: `${countNoun(buckets.length, 'bucket')} without a bucket key: ${joinWithAnd(buckets.map(({ id }) => id))}.`,
    claims,
    blocked,
    unknown,
    assumptions: [
      ...(calls === null ? [] : [sampleText(key, calls, 'through Amazon S3')]),
      'A bucket key saves at most 99 % of the requests. S3 still sends some for each requester, and for objects that were written before.',
      ...(hasOthers(key) ? ['Requests for other buckets with the same key are counted as if they were of these.'] : []),
    ],
    change:
      'Turn on the bucket key of the default encryption. It is used for new objects; copy older objects to themselves, for example with S3 Batch Operations, to use it for them too.',
    commands: buckets.map(({ id }) => bucketCommand(key, id)).join('\n'),
    limits: [
      'The encryption context becomes the ARN of the bucket: look for aws:s3:arn in IAM policies and bucket policies too, which are not read here.',
      'CloudTrail then shows the bucket, and no longer the object, for each request to KMS.',
      'Bucket keys do not exist for dual-layer encryption (aws:kms:dsse).',
    ],
  }
}

function whyNoReduction(requests: KeyRecord['monthly_usage'], noCalls: boolean, noPolicy: boolean): string | null {
  if (typeof requests !== 'number') return 'The requests to the key were not counted.'
  if (noPolicy) return 'The key policy or the grants were not read, and they may depend on the encryption context.'
  return noCalls ? 'It is not known which share of the requests comes from Amazon S3.' : null
}

const bucketArn = ({ key_arn: arn }: KeyRecord, id: string): string => `arn:${arn.split(':')[1] ?? 'aws'}:s3:::${id}`

const hasOthers = ({ dependents = [] }: KeyRecord): boolean =>
  dependents.some(({ type, bucket_key: on }: DependentRecord) => type === 's3-bucket' && on !== false)

function bucketCommand({ key_arn: arn, region }: KeyRecord, bucket: string): string {
  const rule = {
    ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arn },
    BucketKeyEnabled: true,
  }
  const configuration = shellWord(JSON.stringify({ Rules: [rule] }))
  return `aws s3api put-bucket-encryption --bucket ${shellWord(bucket)} --server-side-encryption-configuration ${configuration} --region ${region}`
}
