import { WireError, type SimulatedCall } from '../../wire/call.ts'
import type { SimListedObject, SimListing } from '../../world/sim-listing.ts'

/** Names of one page. */
const PAGE = 1000

/**
 * Lists the objects of a bucket in any Region of the account.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
export function listObjectsV2({ account, input }: SimulatedCall): unknown {
  const bucket = String(input['Bucket'])
  const listing = Object.values(account.regions).flatMap(({ listings }) => listings?.[bucket] ?? [])[0]
  if (listing === undefined) throw new WireError('NoSuchBucket', 'The specified bucket does not exist', 404)
  const prefix = String(input['prefix'] ?? '')
  const names = input['delimiter'] === undefined ? [] : listing.folders(prefix)
  const objects = input['delimiter'] === undefined ? objectsOf(listing, prefix, input['start-after']) : []
  const from = Number(input['continuation-token'] ?? 0)
  const isTruncated = Math.max(names.length, objects.length) > from + PAGE
  return {
    ListBucketResult: {
      Name: bucket,
      IsTruncated: isTruncated,
      ...(isTruncated && { NextContinuationToken: String(from + PAGE) }),
      Contents: objects.slice(from, from + PAGE).map(({ key, size }) => ({ Key: key, Size: size })),
      CommonPrefixes: names.slice(from, from + PAGE).map(Prefix => ({ Prefix })),
    },
  }
}

function objectsOf(listing: SimListing, prefix: string, after: unknown): readonly SimListedObject[] {
  const all = listing.objects(prefix)
  return typeof after === 'string' ? all.filter(({ key }) => key > after) : all
}
