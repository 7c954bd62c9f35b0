import { isObject, type Json, tryParseJson } from '../../lib/json.ts'
import type { Instant } from '../../model/time.ts'
import { type DigestName, readDigestName } from './digest-name.ts'
import { unpackedName } from './unpacked-name.ts'

/**
 * A digest file: the log files that a trail delivered for one account and Region in about an hour.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
export interface Digest extends DigestName {
  /** It lies in the folder of an organization, so the trail belongs to the management account. */
  isOrganization: boolean
  start: Instant
  /** Of the oldest event in the log files that it names. Null: it names none, or does not say. */
  oldest: Instant | null
  bucket: string
  /** Its key in the bucket. */
  object: string
  /** The end as the file has it, which is a part of what is signed. */
  endText: string
  /** Of the public key that verifies its signature. */
  fingerprint: string
  /** Null: validation or logging began with this file. */
  previous: PreviousDigest | null
  files: readonly DigestedFile[]
}

interface PreviousDigest {
  object: string
  /** SHA-256 of its uncompressed content, in hexadecimal digits. */
  hash: string
  signature: string
}

/** A log file that a digest file names. */
export interface DigestedFile {
  /** The last part of its key, by which a copy of it is found. */
  name: string
  /** Null: the digest file does not say it. */
  bucket: string | null
  object: string
  /** SHA-256 of its uncompressed content, in hexadecimal digits. */
  hash: string
}

export type ParsedDigest = { ok: true; digest: Digest } | { ok: false; why: string }

/** Reads the uncompressed content of the digest file of this name. */
export function parseDigest(text: string, name: string): ParsedDigest {
  const content = tryParseJson(text)
  if (!isObject(content)) return { ok: false, why: 'it is not a JSON object' }
  try {
    return { ok: true, digest: readDigest(content, name) }
  } catch (error) {
    if (error instanceof NotADigest) return { ok: false, why: error.message }
    throw error
  }
}

class NotADigest extends Error {}

function readDigest(content: Json, name: string): Digest {
  const object = textOf(content, 'digestS3Object')
  const named = readDigestName(lastPart(object))
  if (named === null) throw new NotADigest('digestS3Object is not the name of a digest file')
  if (copyName(object) !== unpackedName(name)) throw new NotADigest(`it is the content of ${lastPart(object)}`)
  if (textOf(content, 'awsAccountId') !== named.account) throw new NotADigest('it is about another account')
  const [start, end] = [timeOf(content, 'digestStartTime'), timeOf(content, 'digestEndTime')]
  if (end <= start) throw new NotADigest('it ends before it starts')
  return {
    ...named,
    isOrganization: /(?:^|\/)AWSLogs\/o-[a-z0-9]+\//.test(object),
    start,
    end,
    oldest: (content['oldestEventTime'] ?? null) === null ? null : timeOf(content, 'oldestEventTime'),
    bucket: textOf(content, 'digestS3Bucket'),
    object,
    endText: textOf(content, 'digestEndTime'),
    fingerprint: textOf(content, 'digestPublicKeyFingerprint'),
    previous: readPrevious(content),
    files: filesOf(content),
  }
}

function readPrevious(content: Json): PreviousDigest | null {
  if ((content['previousDigestS3Object'] ?? null) === null) return null
  checkAlgorithm(content, 'previousDigestHashAlgorithm')
  return {
    object: textOf(content, 'previousDigestS3Object'),
    hash: hashOf(content, 'previousDigestHashValue'),
    signature: textOf(content, 'previousDigestSignature'),
  }
}

function filesOf(content: Json): DigestedFile[] {
  const files = content['logFiles']
  if (!Array.isArray(files)) throw new NotADigest('logFiles is not a list')
  return files.map((file: unknown) => {
    if (!isObject(file)) throw new NotADigest('an item of logFiles is not an object')
    checkAlgorithm(file, 'hashAlgorithm')
    const object = textOf(file, 's3Object')
    const { s3Bucket: bucket } = file
    const name = lastPart(object)
    return { name, bucket: typeof bucket === 'string' ? bucket : null, object, hash: hashOf(file, 'hashValue') }
  })
}

function textOf(from: Json, field: string): string {
  const value = from[field]
  if (typeof value === 'string' && value !== '') return value
  throw new NotADigest(`${field} is not a text`)
}

function timeOf(from: Json, field: string): Instant {
  const text = textOf(from, field)
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) throw new NotADigest(`${field} is not a time`)
  return at
}

function hashOf(from: Json, field: string): string {
  const hash = textOf(from, field).toLowerCase()
  if (/^[0-9a-f]{64}$/.test(hash)) return hash
  throw new NotADigest(`${field} is not a SHA-256 hash`)
}

function checkAlgorithm(from: Json, field: string): void {
  if (from[field] !== 'SHA-256') throw new NotADigest(`${field} is not SHA-256`)
}

/** The name of a file in S3, from its key. */
export const lastPart = (object: string): string => object.slice(object.lastIndexOf('/') + 1)

/** The name of a file in S3, by which a copy is found even if it is packed in another way. */
export const copyName = (object: string): string => unpackedName(lastPart(object))
