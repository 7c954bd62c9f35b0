import type { Instant } from '../../model/time.ts'

/** What the name of a digest file says. */
export interface DigestName {
  account: string
  /** The Region of the records. */
  region: string
  trail: string
  /** The home Region of the trail. */
  home: string
  /** The end of the time in which the log files that it names were delivered. */
  end: Instant
  /** It names log files that an earlier digest file should have named. */
  isBackfill: boolean
}

/**
 * Reads a name such as `111122223333_CloudTrail-Digest_us-east-2_my-trail_us-east-1_20260131T150131Z.json.gz`. The name
 * of a trail may contain `_`. Null: it is not the name of a digest file.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
export function readDigestName(name: string): DigestName | null {
  const { account, region, trail, home, time, backfill } = FORM.exec(name)?.groups ?? {}
  if (account === undefined || region === undefined || trail === undefined || home === undefined) return null
  const end = readStamp(time ?? '')
  return end === null ? null : { account, region, trail, home, end, isBackfill: backfill !== undefined }
}

const FORM =
  /^(?<account>\d{12})_CloudTrail-Digest_(?<region>[a-z0-9-]+)_(?<trail>[\w.-]+)_(?<home>[a-z0-9-]+)_(?<time>\d{8}T\d{6}Z)(?<backfill>_backfill)?\.json(?:\.gz|\.zst)?$/

/** `20260131T150131Z`. Null: there is no such time. */
function readStamp(stamp: string): Instant | null {
  const iso = stamp.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z')
  const at = Date.parse(iso)
  return Number.isNaN(at) ? null : at
}
