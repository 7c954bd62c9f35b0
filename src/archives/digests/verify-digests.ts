import { createHash, createPublicKey, createVerify, type KeyObject } from 'node:crypto'
import type { Digest } from './digest-file.ts'

/** A digest file that was read, with the hash of its uncompressed content (`contentHash`). */
export interface ReadDigest {
  digest: Digest
  hash: string
}

/** How far a digest file is proven to be as CloudTrail delivered it. */
export interface DigestCheck {
  digest: Digest
  /**
   * By the next digest file of the chain, which holds the hash and the signature of this one. `newest`: there is no next
   * one in the archive, and a copy on disk does not keep the file's own signature. `no-key`: the public key is not
   * known. `other-content`: the hash differs. `forged`: the signature is not that of CloudTrail.
   */
  result: 'signed' | 'hash-only' | 'newest' | 'other-content' | 'forged'
  /** The key of the digest file before it in S3, which the archive does not have. Null: it is there, or there is none. */
  absent: string | null
}

/**
 * Checks the digest files of one account, Region and trail against each other. A backfill digest file belongs to a
 * chain of its own, which the names of the previous files show.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html
 *
 * @param keys The public keys of the Region, by fingerprint. Null: they were not asked for.
 */
export function verifyDigests(all: readonly ReadDigest[], keys: ReadonlyMap<string, KeyObject> | null): DigestCheck[] {
  const objects = new Set(all.map(({ digest }) => digest.object))
  const next = new Map(
    all.flatMap(({ digest }) => (digest.previous === null ? [] : [[digest.previous.object, digest]])),
  )
  return all.map(read => {
    const { previous } = read.digest
    return {
      digest: read.digest,
      result: verify(read, next.get(read.digest.object) ?? null, keys),
      absent: previous === null || objects.has(previous.object) ? null : previous.object,
    }
  })
}

function verify(
  { digest, hash }: ReadDigest,
  next: Digest | null,
  keys: ReadonlyMap<string, KeyObject> | null,
): DigestCheck['result'] {
  if (next?.previous === null || next === null) return 'newest'
  if (next.previous.hash !== hash) return 'other-content'
  const key = keys?.get(digest.fingerprint)
  if (key === undefined) return 'hash-only'
  const verifier = createVerify('RSA-SHA256').update(signedText(digest, hash))
  return verifier.verify(key, next.previous.signature, 'hex') ? 'signed' : 'forged'
}

/** What CloudTrail signs. Where there is no previous digest file, its signature is the word `null`. */
export const signedText = (digest: Digest, hash: string): string =>
  [digest.endText, `${digest.bucket}/${digest.object}`, hash, digest.previous?.signature ?? 'null'].join('\n')

/** The hash by which digest files name log files and each other: of the uncompressed content. */
export const contentHash = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

/**
 * Reads a public key of ListPublicKeys. Most are in PKCS #1 format, and the examples of the documentation also have one
 * in SPKI format. Null: it is neither.
 */
export function readPublicKey(der: Uint8Array): KeyObject | null {
  for (const type of ['pkcs1', 'spki'] as const) {
    try {
      return createPublicKey({ key: Buffer.from(der), format: 'der', type })
    } catch {
      // It is in the other format, or in neither.
    }
  }
  return null
}
