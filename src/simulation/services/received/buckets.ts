import { WireError, type SimulatedCall, type WireRequest } from '../../wire/call.ts'
import type { SimBucket } from '../../world/sim-received.ts'

/** Reads a request that writes an object. Null: it is another one. */
export function readPutObject(
  { method, path, body, headers }: WireRequest,
  bucket: string | undefined,
): { operation: string; input: Record<string, unknown> } | null {
  if (method !== 'PUT' || bucket === undefined) return null
  const [plain = ''] = path.split('?')
  const parts = plain.split('/').slice(1)
  const key = (parts[0] === bucket ? parts.slice(1) : parts).map(decodeURIComponent).join('/')
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  return {
    operation: 'PutObject',
    input: {
      Bucket: bucket,
      Key: key,
      Body: text,
      ContentType: headers['content-type'],
      ExpectedBucketOwner: headers['x-amz-expected-bucket-owner'],
    },
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export function putObject({ account, region, input }: SimulatedCall): unknown {
  const name = String(input['Bucket'])
  const home = Object.keys(account.regions).find(each => account.regions[each]?.received?.buckets.has(name) === true)
  const bucket = home === undefined ? opened(name, account.regions[region]?.received) : bucketIn(account, home, name)
  if (bucket === undefined) throw new WireError('NoSuchBucket', 'The specified bucket does not exist', 404)
  if (home !== undefined && home !== region) {
    const message = 'The bucket you are attempting to access must be addressed using the specified endpoint.'
    throw new WireError('PermanentRedirect', message, 301, { 'x-amz-bucket-region': home })
  }
  const owner = input['ExpectedBucketOwner']
  if (owner !== undefined && owner !== account.id) throw new WireError('AccessDenied', 'Access Denied', 403)
  bucket.objects.set(String(input['Key']), { contentType: String(input['ContentType']), body: String(input['Body']) })
  return {}
}

const bucketIn = (account: SimulatedCall['account'], region: string, name: string): SimBucket | undefined =>
  account.regions[region]?.received?.buckets.get(name)

function opened(name: string, received: { isOpen: boolean; buckets: Map<string, SimBucket> } | undefined) {
  if (received?.isOpen !== true) return undefined
  const bucket: SimBucket = { objects: new Map() }
  received.buckets.set(name, bucket)
  return bucket
}
