import { page, pageSize, WireError, type AnswerCall, type SimulatedCall, type WireRequest } from '../../wire/call.ts'
import { queryInput } from '../../wire/routes.ts'
import type { XmlNames } from '../../wire/xml.ts'
import { putObject, readObjectWrite } from '../received/buckets.ts'
import { listObjectsV2 } from '../received/list-objects.ts'
import { UPLOAD_OPERATIONS } from '../received/uploads.ts'
import { resourceService } from './resource-service.ts'
import { resourcesFor } from './resources-for.ts'

export const S3_XML: XmlNames = {
  namespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
  elements: { Rules: 'Rule', InventoryConfigurationList: 'InventoryConfiguration', SSEKMS: 'SSE-KMS' },
  flat: ['Rules', 'InventoryConfigurationList', 'Contents', 'CommonPrefixes'],
  items: { Buckets: 'Bucket' },
}

/**
 * A bucket is in the Region that has it in `s3:GetBucketEncryption`, `s3:GetBucketReplication` or another operation of
 * one bucket. ListBuckets lists the buckets of all Regions.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/
 */
export const s3 = resourceService({
  name: 's3',
  protocol: 's3',
  read: readS3Request,
  xml: S3_XML,
  operations: {
    ListBuckets: listBuckets,
    PutObject: putObject,
    ListObjectsV2: listObjectsV2,
    ...UPLOAD_OPERATIONS,
    // Every bucket encrypts, at least with keys of S3.
    GetBucketEncryption: ofBucket((call, bucket) => ({
      ServerSideEncryptionConfiguration: held(call, bucket) ?? ENCRYPTED_BY_S3,
    })),
    GetBucketReplication: ofBucket((call, bucket) => ({
      ReplicationConfiguration: held(call, bucket) ?? missing('ReplicationConfigurationNotFoundError'),
    })),
    ListBucketInventoryConfigurations: ofBucket((call, bucket) => ({
      ListInventoryConfigurationsResult: { InventoryConfigurationList: held(call, bucket) ?? [], IsTruncated: false },
    })),
  },
})

const ENCRYPTED_BY_S3 = {
  Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
}

const SUBRESOURCES = {
  encryption: 'GetBucketEncryption',
  replication: 'GetBucketReplication',
  inventory: 'ListBucketInventoryConfigurations',
} as const

/** Reads a request for a bucket, which the host or the path names, or for all buckets. */
function readS3Request(request: WireRequest): { operation: string; input: Record<string, unknown> } | null {
  const { host, path } = request
  const [plain = '', query = ''] = path.split('?')
  const [inPath] = plain.split('/').filter(part => part !== '')
  const Bucket = /^(.+)\.s3[.-]/.exec(host)?.[1] ?? inPath
  const input = queryInput(query)
  if (Bucket === undefined) return { operation: 'ListBuckets', input }
  const written = readObjectWrite(request, Bucket, input)
  if (written !== null) return written
  if (input['list-type'] === '2')
    return { operation: 'ListObjectsV2', input: { ...input, Bucket: decodeURIComponent(Bucket) } }
  const found = Object.entries(SUBRESOURCES).find(([subresource]) => subresource in input)
  return found === undefined ? null : { operation: found[1], input: { ...input, Bucket: decodeURIComponent(Bucket) } }
}

/** Returns buckets with their Regions, but without these if the call has no parameter. */
function listBuckets(call: SimulatedCall): unknown {
  const { input, account } = call
  const wanted = input['bucket-region']
  const regions = Object.keys(account.regions).filter(region => wanted === undefined || region === wanted)
  const all = regions
    .flatMap(region => bucketsIn(call, region).map(Name => ({ Name, BucketRegion: region })))
    .toSorted((a, b) => (a.Name < b.Name ? -1 : 1))
  const refusal = new WireError('InvalidArgument', 'The continuation token provided is incorrect')
  const size = pageSize(input['max-buckets'], 10_000, 10_000, 'InvalidArgument')
  const { items, next } = page(all, 'buckets', input['continuation-token'], size, refusal)
  const asked = Object.keys(input).some(name => name !== 'x-id')
  const Buckets = asked ? items : items.map(({ Name }) => ({ Name }))
  return { ListAllMyBucketsResult: { Buckets, ContinuationToken: next } }
}

const bucketsIn = ({ account }: SimulatedCall, region: string): string[] => {
  const resources = account.regions[region]?.resources ?? {}
  return [...new Set(Object.values(SUBRESOURCES).flatMap(operation => Object.keys(resources[`s3:${operation}`] ?? {})))]
}

/** Answers about a bucket of this Region. A bucket of another Region is a redirection, which the SDK does not follow. */
function ofBucket(answer: (call: SimulatedCall, bucket: string) => unknown): AnswerCall {
  return call => {
    const bucket = String(call.input['Bucket'])
    const regions = Object.keys(call.account.regions)
    const home = regions.find(region => bucketsIn(call, region).includes(bucket))
    if (home === undefined) throw new WireError('NoSuchBucket', 'The specified bucket does not exist', 404)
    if (home === call.region) return answer(call, bucket)
    const message = 'The bucket you are attempting to access must be addressed using the specified endpoint.'
    throw new WireError('PermanentRedirect', message, 301, { 'x-amz-bucket-region': home })
  }
}

const held = (call: SimulatedCall, bucket: string): unknown =>
  (resourcesFor(call) as Record<string, unknown> | undefined)?.[bucket]

function missing(name: string): never {
  throw new WireError(name, 'The bucket has no such configuration', 404)
}
