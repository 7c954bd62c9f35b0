import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DAY, isoTime, type Instant } from '../../../src/model/time.ts'
import { ACCOUNT, keyArn, writeLog } from '../../archives/index-store/tiny-archive.ts'

/** Days of one digest file. CloudTrail delivers one for each hour, which would take longer to read. */
const STEP = 10
const HOME = 'us-east-1'

/**
 * Writes the log of a trail that recorded read events only: each log file has one use of a key, and none shows a write
 * event. So it would not show a change of the trail either.
 */
export function writeReadOnlyArchive(folder: string, { until, days, region = HOME }: ReadOnlyArchive): void {
  let previous: string | null = null
  for (let start = until - days * DAY; start < until; start += STEP * DAY) {
    const end = start + STEP * DAY
    const log = `${placeOf('CloudTrail', region, start + DAY)}/${ACCOUNT}_CloudTrail_${region}_${stamp(start + DAY, 12)}Z_AAAAAAAAAAAAAAAA.json.gz`
    const call = {
      id: start / DAY,
      key: keyArn(1, ACCOUNT, region),
      at: start + DAY,
      operation: 'Decrypt',
      role: 'orders',
    }
    writeLog(join(folder, log), [call])
    const digest = `${placeOf('CloudTrail-Digest', region, end)}/${ACCOUNT}_CloudTrail-Digest_${region}_years_${HOME}_${stamp(end, 14)}Z.json.gz`
    mkdirSync(dirname(join(folder, digest)), { recursive: true })
    writeFileSync(join(folder, digest), gzipSync(JSON.stringify(digestOf({ digest, log, start, end, previous }))))
    previous = digest
  }
}

interface ReadOnlyArchive {
  until: Instant
  days: number
  region?: string
}

const digestOf = (of: { digest: string; log: string; start: Instant; end: Instant; previous: string | null }) => ({
  awsAccountId: ACCOUNT,
  digestStartTime: isoTime(of.start),
  digestEndTime: isoTime(of.end),
  digestS3Bucket: 'logs',
  digestS3Object: of.digest,
  digestPublicKeyFingerprint: '31e8b5433410dfb61a9dc45cc65b22ff',
  previousDigestS3Object: of.previous,
  previousDigestHashAlgorithm: of.previous === null ? null : 'SHA-256',
  previousDigestHashValue: of.previous === null ? null : HASH,
  previousDigestSignature: of.previous === null ? null : 'aa',
  logFiles: [{ s3Bucket: 'logs', s3Object: of.log, hashValue: HASH, hashAlgorithm: 'SHA-256' }],
})

const HASH = '0'.repeat(64)

const placeOf = (kind: string, region: string, at: Instant): string =>
  `AWSLogs/${ACCOUNT}/${kind}/${region}/${isoTime(at).slice(0, 10).replaceAll('-', '/')}`

/** `20260131T1500` of 12 digits, `20260131T150000` of 14. */
function stamp(at: Instant, digits: number): string {
  const plain = isoTime(at)
    .replace(/[^0-9]/g, '')
    .slice(0, digits)
  return `${plain.slice(0, 8)}T${plain.slice(8)}`
}
