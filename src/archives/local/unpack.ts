import { readFileSync } from 'node:fs'
import { isAscii } from 'node:buffer'
import * as zlib from 'node:zlib'
import { readErrorText } from '../../lib/files/file-errors.ts'

/** The content of a file, or what is wrong with it. `isChecked`: a checksum shows that it is as it was written. */
export type Unpacked = { readable: true; bytes: Buffer; isChecked: boolean } | { readable: false; why: string }

/**
 * CloudTrail writes at most 50 MB into a file; one that unpacks to much more was not written by it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html
 */
const MOST_BYTES = 512 * 1024 * 1024

/** Reads a file that is packed with gzip or zstd, or not at all, as its name says. Never throws. */
export function unpack(path: string): Unpacked {
  try {
    const packed = readFileSync(path)
    if (packed.length === 0) return { readable: false, why: 'it is empty' }
    if (path.endsWith('.gz')) return unpackGzip(packed)
    if (path.endsWith('.zst')) return unpackZstd(packed)
    if (packed.length > MOST_BYTES) return { readable: false, why: TOO_LARGE }
    return { readable: true, bytes: packed, isChecked: false }
  } catch (error) {
    return { readable: false, why: whyOf(error as Error & { code?: string }, path.endsWith('.zst') ? 'zstd' : 'gzip') }
  }
}

/** Text in UTF-8, without a byte order mark. Null: the bytes are not valid UTF-8. */
export function textOf(bytes: Buffer): string | null {
  // A text of ASCII alone is decoded, and later parsed, several times as fast.
  if (isAscii(bytes)) return bytes.toString('latin1')
  try {
    return UTF8.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true })

function unpackGzip(packed: Buffer): Unpacked {
  // The last four bytes say how long the content is. One buffer of that size saves a copy.
  const length = packed.length < 4 ? 0 : packed.readUInt32LE(packed.length - 4)
  const chunkSize = Math.min(Math.max(length + 1, SMALL_CHUNK), LARGE_CHUNK)
  const unpacked = (zlib.gunzipSync as unknown as UnpackWithInfo)(packed, {
    maxOutputLength: MOST_BYTES,
    chunkSize,
    info: true,
  })
  return wholeOf(unpacked, packed, { format: 'gzip', isChecked: true })
}

/** With `info`, which the types of Node leave out. https://nodejs.org/api/zlib.html#class-options */
type UnpackWithInfo = (packed: Buffer, options: zlib.ZlibOptions & { info: true }) => UnpackedWithInfo

interface UnpackedWithInfo {
  buffer: Buffer
  /** How much of the packed data was read. */
  engine: { bytesWritten: number }
}

/** What zlib stops before it would be lost without a sign. */
function wholeOf(
  { buffer, engine }: UnpackedWithInfo,
  packed: Buffer,
  { format, isChecked }: { format: string; isChecked: boolean },
): Unpacked {
  if (buffer.length === 0) return { readable: false, why: 'it has no content' }
  if (engine.bytesWritten !== packed.length)
    return { readable: false, why: `there is something after the end of the ${format} data` }
  return { readable: true, bytes: buffer, isChecked }
}

const SMALL_CHUNK = 16 * 1024
const LARGE_CHUNK = 64 * 1024 * 1024

/** Node 22.15 and newer have zstd. */
function unpackZstd(packed: Buffer): Unpacked {
  const { zstdDecompressSync } = zlib as unknown as { zstdDecompressSync?: UnpackWithInfo }
  if (zstdDecompressSync === undefined) return { readable: false, why: 'zstd needs Node.js 22.15 or newer' }
  const unpacked = zstdDecompressSync(packed, { maxOutputLength: MOST_BYTES, info: true })
  return wholeOf(unpacked, packed, { format: 'zstd', isChecked: false })
}

const TOO_LARGE = 'it is larger than 512 MiB'

function whyOf(error: Error & { code?: string }, format: string): string {
  if (error.code === 'ERR_BUFFER_TOO_LARGE') return TOO_LARGE
  // zlib's own texts: `incorrect header check`, `incorrect data check`, `unexpected end of file`.
  return /^(Z|ZSTD)_/.test(error.code ?? '') ? `damaged ${format} data: ${error.message}` : readErrorText(error)
}
