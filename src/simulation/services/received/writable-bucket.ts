import { WireError, type SimulatedCall } from '../../wire/call.ts'
import type { SimBucket } from '../../world/sim-received.ts'

/** Returns the bucket that a call writes to. Throws the error of S3 if it cannot be written. */
export function writableBucket({ account, region, input }: SimulatedCall): SimBucket {
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
  return bucket
}

const bucketIn = (account: SimulatedCall['account'], region: string, name: string): SimBucket | undefined =>
  account.regions[region]?.received?.buckets.get(name)

function opened(name: string, received: { isOpen: boolean; buckets: Map<string, SimBucket> } | undefined) {
  if (received?.isOpen !== true) return undefined
  const bucket: SimBucket = { objects: new Map(), uploads: new Map() }
  received.buckets.set(name, bucket)
  return bucket
}
