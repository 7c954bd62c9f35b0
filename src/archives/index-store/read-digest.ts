import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { isSystemError, readErrorText } from '../../lib/files/file-errors.ts'
import { parseDigest } from '../digests/digest-file.ts'
import type { TrailFile } from '../local/trail-file.ts'
import { type DigestRow, unpackedName } from './files-table.ts'

/** What a digest file says, or why it was not understood. */
export type ReadDigest = { read: true; row: DigestRow } | { read: false; why: string }

/** A digest file names at most some thousand log files. */
const LARGEST = 64 << 20

/** Reads a digest file. Its signature and the hashes that it names are not checked. Never throws. */
export function readDigest({ path, name, account, region }: TrailFile): ReadDigest {
  let text: string
  try {
    const bytes = readFileSync(path)
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b
    text = new TextDecoder().decode(isPacked ? gunzipSync(bytes, { maxOutputLength: LARGEST }) : bytes)
  } catch (error) {
    return { read: false, why: isSystemError(error) ? readErrorText(error as Error) : (error as Error).message }
  }
  const parsed = parseDigest(text, name)
  if (!parsed.ok) return { read: false, why: parsed.why }
  const { trail, home, isOrganization, isBackfill, start, end, previous, files } = parsed.digest
  const logs = files.map(file => unpackedName(file.name))
  const isRestart = previous === null
  return {
    read: true,
    row: { row: 'hour', account, region, name, trail, home, isOrganization, start, end, isRestart, isBackfill, logs },
  }
}
