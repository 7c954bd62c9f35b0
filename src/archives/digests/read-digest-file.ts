import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { isSystemError, readErrorText } from '../../lib/files/file-errors.ts'
import type { FileReading, TrailFile } from '../local/trail-file.ts'
import { deliveryFolder } from './delivery-folder.ts'
import { parseDigest } from './digest-file.ts'

/** A digest file names at most some thousand log files. */
const LARGEST = 64 << 20

/** Reads a digest file. Its signature and the hashes that it names are not checked. Never throws. */
export function readDigestAt({ path, name }: Pick<TrailFile, 'path' | 'name'>): FileReading {
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
  const { trail, home, isOrganization, isBackfill, start, end, oldest, previous, files } = parsed.digest
  const [logs, isRestart] = [files.map(file => file.name), previous === null]
  const folder = deliveryFolder(parsed.digest)
  return {
    read: true,
    digest: { trail, home, isOrganization, start, end, oldest, isRestart, isBackfill, folder, logs },
  }
}
