import { basename } from 'node:path'
import type { TrailFile } from './trail-file.ts'

/**
 * Reads the name of a file that CloudTrail delivered. Null: it is not a log file or a digest file. Logs of data events
 * and insights have other names. Where the file lies does not matter: prefixes, organizations and copies differ.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 *
 * @param size bytes on disk
 */
export function trailFileOf(path: string, size: number): TrailFile | null {
  const name = basename(path)
  const [, account, type, region, date, time] = LOG.exec(name) ?? DIGEST.exec(name) ?? []
  if (account === undefined || region === undefined || date === undefined || time === undefined) return null
  const deliveredAt = Date.parse(
    `${date.replace(DAY, '$1-$2-$3')}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4) || '00'}Z`,
  )
  if (Number.isNaN(deliveredAt)) return null
  return { path, size, name, kind: type === 'CloudTrail' ? 'log' : 'digest', account, region, deliveredAt }
}

const SUFFIX = String.raw`\.json(?:\.gz|\.zst)?$`
/** `111122223333_CloudTrail_us-east-1_20240131T0005Z_0123456789ABCDEF.json.gz` */
const LOG = new RegExp(String.raw`^(\d{12})_(CloudTrail)_([a-z0-9-]+)_(\d{8})T(\d{4})Z_[A-Za-z0-9]+${SUFFIX}`)
/** The last part before the time is the home Region of the trail, whose name may contain `_`. */
const DIGEST = new RegExp(
  String.raw`^(\d{12})_(CloudTrail-Digest)_([a-z0-9-]+)_.+_[a-z0-9-]+_(\d{8})T(\d{4}|\d{6})Z(?:_backfill)?${SUFFIX}`,
)
const DAY = /^(\d{4})(\d\d)(\d\d)$/
