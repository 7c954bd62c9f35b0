import { createHash, createPublicKey, createVerify, type KeyObject } from 'node:crypto'
import { copyName, type Digest } from './digest-file.ts'

/** A digest file that was read, with the hash of its uncompressed content (`contentHash`). */
export interface ReadDigest {
  digest: Digest
  hash: string
}

/** How far a digest file is proven to be as CloudTrail delivered it. */
export interface DigestCheck {
  digest: Digest
  /**
   * By the next digest file of the chain, which holds the hash and the signature of this one. `newest`: the archive has
   * no next one, or only one that was altered, and a copy on disk does not keep the file's own signature. `hash-only`:
   * the public key is not known. `other-content`: the hash differs. `forged`: the signature is not that of CloudTrail.
   */
  result: 'signed' | 'hash-only' | 'newest' | 'other-content' | 'forged'
  /** The key of the digest file before it in S3, which the archive does not have. Null: it is there, or there is none. */
  absent: string | null
}

/**
 * Checks the digest files of one account, Region and trail against each other. A backfill digest file belongs to a
 * chain of its own, which the names of the previous files show. Files are matched by name, not by the key that their
 * content gives them: no hash protects that key before the file is matched.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html
 *
 * @param keys The public keys of the Region, by fingerprint. Null: they were not asked for.
 */
export function verifyDigests(all: readonly ReadDigest[], keys: ReadonlyMap<string, KeyObject> | null): DigestCheck[] {
  const names = new Set(all.map(({ digest }) => copyName(digest.object)))
  const next = nextFiles(all)
  const results = new Map<Digest, DigestCheck['result']>()
  // The latest file first: one that was altered proves nothing about the file before it.
  for (const read of all.toSorted((a, b) => b.digest.end - a.digest.end))
    results.set(read.digest, verify(read, next.get(copyName(read.digest.object)) ?? [], keys, results))
  return all.map(({ digest }) => ({
    digest,
    result: results.get(digest) ?? 'newest',
    absent: digest.previous === null || names.has(copyName(digest.previous.object)) ? null : digest.previous.object,
  }))
}

/** By the name of the file before them. */
function nextFiles(all: readonly ReadDigest[]): ReadonlyMap<string, readonly ReadDigest[]> {
  const next = new Map<string, ReadDigest[]>()
  for (const read of all) {
    const { previous } = read.digest
    if (previous === null) continue
    const name = copyName(previous.object)
    next.set(name, [...(next.get(name) ?? []), read])
  }
  return next
}

/** Several files can claim to be the next one if someone added files to the archive. */
function verify(
  read: ReadDigest,
  next: readonly ReadDigest[],
  keys: ReadonlyMap<string, KeyObject> | null,
  results: ReadonlyMap<Digest, DigestCheck['result']>,
): DigestCheck['result'] {
  const key = keys?.get(read.digest.fingerprint)
  if (key !== undefined && next.some(({ digest }) => isSigned(read, digest, key))) return 'signed'
  const unaltered = next.filter(({ digest }) => results.get(digest) !== 'other-content')
  if (unaltered.length === 0) return 'newest'
  if (unaltered.some(({ digest }) => digest.previous?.hash !== read.hash)) return 'other-content'
  return key === undefined ? 'hash-only' : 'forged'
}

function isSigned({ digest, hash }: ReadDigest, { previous }: Digest, key: KeyObject): boolean {
  if (previous?.hash !== hash) return false
  return createVerify('RSA-SHA256').update(signedText(digest, hash)).verify(key, previous.signature, 'hex')
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
