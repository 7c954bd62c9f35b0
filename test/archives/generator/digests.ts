import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { join, posix } from 'node:path'
import { HOUR, isoTime, type Instant } from '../../../src/model/time.ts'
import { pathOf, stamp } from './paths.ts'
import type { JsonRecord } from './records.ts'
import { BUCKET, homeRegionOf, type ArchiveShape } from './shape.ts'
import { sha256, writeGzip, type WrittenLog } from './log-file.ts'

/**
 * Writes the digest file of each hour, account and Region: from the first hour of the archive to that of the last
 * delivery. Hours in which the trail does not log have none, and the first after them names no earlier one.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html
 */
export function writeDigests(
  folder: string,
  shape: ArchiveShape,
  logs: readonly WrittenLog[],
): { digests: string[]; publicKey: string | null } {
  if (!shape.digests) return { digests: [], publicKey: null }
  const { publicKey, privateKey } = keyPair()
  const start = Date.parse(`${shape.since}T00:00:00Z`)
  const last = Math.max(start, ...logs.map(({ deliveredAt }) => deliveredAt))
  const digests: string[] = []
  for (const account of shape.accounts) {
    for (const region of shape.regions) {
      const here = logs.filter(log => log.account === account && log.region === region)
      let previous: Previous | null = null
      for (let from = start; from <= last; from += HOUR) {
        if (isStopped(shape, start, from)) {
          previous = null
          continue
        }
        const inHour = here.filter(({ deliveredAt }) => deliveredAt >= from && deliveredAt < from + HOUR)
        previous = writeDigest(folder, shape, { account, region, from, logs: inHour, previous, privateKey })
        digests.push(previous.path)
      }
    }
  }
  return { digests, publicKey: publicKey.export({ type: 'pkcs1', format: 'pem' }).toString() }
}

interface Previous {
  path: string
  hash: string
  signature: string
}

interface DigestOf {
  account: string
  region: string
  from: Instant
  logs: readonly WrittenLog[]
  previous: Previous | null
  privateKey: KeyObject
}

function writeDigest(folder: string, shape: ArchiveShape, digest: DigestOf): Previous {
  const { account, region, from, logs, previous, privateKey } = digest
  const end = from + HOUR
  const name = `${account}_CloudTrail-Digest_${region}_${shape.trail}_${homeRegionOf(shape)}_${stamp(end, 6)}.json.gz`
  const path = pathOf(shape, 'CloudTrail-Digest', account, region, end, name)
  const oldest =
    logs
      .map(log => log.oldest)
      .toSorted()
      .at(0) ?? null
  const newest =
    logs
      .map(log => log.newest)
      .toSorted()
      .at(-1) ?? null
  const content: JsonRecord = {
    awsAccountId: account,
    digestStartTime: isoTime(from),
    digestEndTime: isoTime(end),
    digestS3Bucket: BUCKET,
    digestS3Object: path,
    digestPublicKeyFingerprint: '31e8b5433410dfb61a9dc45cc65b22ff',
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: newest,
    oldestEventTime: oldest,
    previousDigestS3Bucket: previous === null ? null : BUCKET,
    previousDigestS3Object: previous?.path ?? null,
    previousDigestHashValue: previous?.hash ?? null,
    previousDigestHashAlgorithm: previous === null ? null : 'SHA-256',
    previousDigestSignature: previous?.signature ?? null,
    logFiles: logs.map(log => ({
      s3Bucket: BUCKET,
      s3Object: log.path,
      hashValue: log.sha256,
      hashAlgorithm: 'SHA-256',
      newestEventTime: log.newest,
      oldestEventTime: log.oldest,
    })),
  }
  const text = JSON.stringify(content)
  const hash = sha256(text)
  const signed = [isoTime(end), posix.join(BUCKET, path), hash, previous?.signature ?? 'null'].join('\n')
  writeGzip(join(folder, path), text, shape.level)
  return { path, hash, signature: sign('sha256', Buffer.from(signed), privateKey).toString('hex') }
}

const isStopped = ({ stops }: ArchiveShape, start: Instant, at: Instant): boolean =>
  stops.some(({ from, to }) => at >= start + from * 24 * HOUR && at < start + to * 24 * HOUR)

/** One for all archives of a process: it takes a while. */
let made: { publicKey: KeyObject; privateKey: KeyObject } | undefined
const keyPair = () => (made ??= generateKeyPairSync('rsa', { modulusLength: 1024 }))
