import type { TrailFile } from '../local/trail-file.ts'
import { textOf, unpack } from '../local/unpack.ts'
import { parseDigest } from './digest-file.ts'
import { contentHash, type ReadDigest } from './verify-digests.ts'

/** A digest file that is in the archive but cannot be read. */
export interface UnreadDigest {
  name: string
  why: string
  /** Of its content (`contentHash`). Null: it cannot be unpacked. */
  hash: string | null
}

/** Returns what a digest file says, or why it cannot be read. Never throws. */
export function readVerifiedDigest({ path, name }: Pick<TrailFile, 'path' | 'name'>): ReadDigest | UnreadDigest {
  const content = unpack(path)
  if (!content.readable) return { name, why: content.why, hash: null }
  const hash = contentHash(content.bytes)
  const text = textOf(content.bytes)
  if (text === null) return { name, why: 'it is not valid UTF-8', hash }
  const parsed = parseDigest(text, name)
  return parsed.ok ? { digest: parsed.digest, hash } : { name, why: parsed.why, hash }
}
