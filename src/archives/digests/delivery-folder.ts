import { safeText } from '../../lib/text/safe-text.ts'
import type { ArchivePlace } from '../archive-place.ts'
import type { Digest } from './digest-file.ts'
import { unpackedName } from './unpacked-name.ts'

/**
 * Where a trail delivers in S3, above the accounts: `s3://logs/prefix/AWSLogs/`, for an organization
 * `s3://logs/prefix/AWSLogs/o-exampleorgid/`. Null: the digest file or a log file that it names lies elsewhere, or the
 * name of the bucket or the prefix is not one that CloudTrail accepts.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
export function deliveryFolder({ account, region, bucket, object, files }: Digest): string | null {
  const place = { account, region }
  const folder = folderOf({ bucket, object }, 'CloudTrail-Digest', place)
  const others = files.map(file => folderOf(file, 'CloudTrail', place))
  return others.every(other => other === folder) ? folder : null
}

/** The directory of a file below that of the accounts: `111122223333/CloudTrail/us-east-1/2024/02/17/`. */
export const dayFolder = (
  { account, region }: ArchivePlace,
  kind: 'CloudTrail' | 'CloudTrail-Digest',
  day: string,
): string => `${account}/${kind}/${region}/${day}/`

function folderOf(
  { bucket, object }: { bucket: string | null; object: string },
  kind: 'CloudTrail' | 'CloudTrail-Digest',
  place: ArchivePlace,
): string | null {
  const slash = object.lastIndexOf('/')
  const day = dayIn(unpackedName(object.slice(slash + 1)))
  const end = day === null ? '' : dayFolder(place, kind, day)
  const folder = object.slice(0, slash + 1)
  if (end === '' || !folder.endsWith(end) || bucket === null || !BUCKET.test(bucket)) return null
  const accounts = folder.slice(0, -end.length)
  return ACCOUNTS.test(accounts) && safeText(accounts) === accounts ? `s3://${bucket}/${accounts}` : null
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
const ACCOUNTS = /^(?:[^/].*\/)?AWSLogs\/(?:o-[a-z0-9]+\/)?$/

/** `2024/02/17`, from the time in the name of a log file or digest file. Null: it has none. */
export function dayIn(name: string): string | null {
  const [, year, month, day] = STAMP.exec(name) ?? []
  return year === undefined || month === undefined || day === undefined ? null : `${year}/${month}/${day}`
}

const STAMP = /_(20\d\d)(\d\d)(\d\d)T(?:\d{4}|\d{6})Z(?:_|\.json)/
