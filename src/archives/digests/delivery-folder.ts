import { safeText } from '../../lib/text/safe-text.ts'
import { BUCKET_NAME } from '../../model/bucket-name.ts'
import type { ArchivePlace } from '../archive-place.ts'
import { dayFolder, dayIn, type FileKind } from '../day-folder.ts'
import type { Digest } from './digest-file.ts'

/**
 * Returns the directory in S3 in which a trail has one directory for each account: `s3://logs/prefix/AWSLogs/`, or for
 * an organization `s3://logs/prefix/AWSLogs/o-exampleorgid/`. Null: the digest file or a log file that it names is
 * elsewhere, or CloudTrail does not accept the name of the bucket or the prefix.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
export function deliveryFolder({ account, region, bucket, object, files }: Digest): string | null {
  const place = { account, region }
  const folder = folderOf({ bucket, object }, 'CloudTrail-Digest', place)
  const others = files.map(file => folderOf(file, 'CloudTrail', place))
  return others.every(other => other === folder) ? folder : null
}

function folderOf(
  { bucket, object }: { bucket: string | null; object: string },
  kind: FileKind,
  place: ArchivePlace,
): string | null {
  const slash = object.lastIndexOf('/')
  const day = dayIn(object.slice(slash + 1))
  const end = day === null ? '' : dayFolder(place, kind, day)
  const folder = object.slice(0, slash + 1)
  if (end === '' || !folder.endsWith(end) || bucket === null || !BUCKET.test(bucket)) return null
  const accounts = folder.slice(0, -end.length)
  return ACCOUNTS.test(accounts) && safeText(accounts) === accounts ? `s3://${bucket}/${accounts}` : null
}

const BUCKET = new RegExp(`^${BUCKET_NAME}$`)
const ACCOUNTS = /^(?:[^/].*\/)?AWSLogs\/(?:o-[a-z0-9]+\/)?$/
