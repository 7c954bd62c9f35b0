import { WireError, type AnswerCall, type WireRequest } from '../../wire/call.ts'
import { queryInput } from '../../wire/routes.ts'
import { describeOne } from './describe.ts'
import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'
import { resourcesFor } from './resources-for.ts'
import { S3_XML } from './s3.ts'

const ofDirectories = listOf('Buckets', {
  token: ['continuation-token', 'ContinuationToken'],
  size: ['max-directory-buckets', 1, 1000, 1000],
  of: 'GetBucketEncryption',
  toItem: Name => ({ Name }),
})

const directoryEncryption: AnswerCall = call => {
  const held = resourcesFor(call) as Readonly<Record<string, unknown>> | undefined
  const found = held?.[String(call.input['Bucket'])]
  if (found === undefined) throw new WireError('NoSuchBucket', 'The specified bucket does not exist', 404)
  return { ServerSideEncryptionConfiguration: found }
}

/** Directory buckets. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListDirectoryBuckets.html */
export const s3Express = resourceService({
  name: 's3express',
  protocol: 's3',
  read: readDirectoryRequest,
  xml: S3_XML,
  operations: {
    ListDirectoryBuckets: call => ({ ListAllMyDirectoryBucketsResult: ofDirectories(call) }),
    GetBucketEncryption: directoryEncryption,
  },
})

function readDirectoryRequest({ path }: WireRequest): { operation: string; input: Record<string, unknown> } {
  const [plain = '', query = ''] = path.split('?')
  const [Bucket] = plain.split('/').filter(part => part !== '')
  const input = queryInput(query)
  return Bucket === undefined
    ? { operation: 'ListDirectoryBuckets', input }
    : { operation: 'GetBucketEncryption', input: { ...input, Bucket } }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_S3_Tables.html */
export const s3Tables = resourceService({
  name: 's3tables',
  protocol: 'rest-json',
  timesAsText: true,
  routes: { 'GET /buckets': 'ListTableBuckets', 'GET /buckets/{arn+}/encryption': 'GetTableBucketEncryption' },
  operations: {
    ListTableBuckets: listOf('tableBuckets', {
      token: 'continuationToken',
      size: ['maxBuckets', 1, 1000, 1000],
      of: 'GetTableBucketEncryption',
      toItem: arn => ({ arn, name: arn.split('/')[1] }),
    }),
    GetTableBucketEncryption: describeOne('arn', { as: 'encryptionConfiguration', missing: 'NotFoundException' }),
  },
})

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_S3_Vectors.html */
export const s3Vectors = resourceService({
  name: 's3vectors',
  protocol: 'rest-json',
  routes: { 'POST /ListVectorBuckets': 'ListVectorBuckets', 'POST /GetVectorBucket': 'GetVectorBucket' },
  operations: {
    ListVectorBuckets: listOf('vectorBuckets', {
      token: 'nextToken',
      size: ['maxResults', 1, 500, 500],
      of: 'GetVectorBucket',
      toItem: (vectorBucketArn, { vectorBucketName }) => ({ vectorBucketArn, vectorBucketName }),
    }),
    GetVectorBucket: describeOne(['vectorBucketArn', 'vectorBucketName'], {
      as: 'vectorBucket',
      missing: 'NotFoundException',
    }),
  },
})
