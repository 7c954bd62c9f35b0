import { isObject, tryParseJson } from '../../lib/json.ts'
import { readRecords } from '../records/read-records.ts'
import { scanRecords } from './scan-records.ts'
import type { LogReading, TrailFile } from './trail-file.ts'
import { textOf, unpack } from './unpack.ts'

/** A log file that was read, or why it was not. */
type ReadLog = { read: true; log: LogReading } | { read: false; why: string }

/** Reads a log file, in this thread. Never throws: a file that cannot be read as a whole is not used at all. */
export function readLog(file: TrailFile): ReadLog {
  try {
    const unpacked = unpack(file.path)
    if (!unpacked.readable) return { read: false, why: unpacked.why }
    const { bytes, isChecked } = unpacked
    const content = (isChecked ? neededOf(bytes) : null) ?? allOf(bytes)
    if ('why' in content) return { read: false, why: content.why }
    return { read: true, log: { ...readRecords(content.needed, file), records: content.records } }
  } catch (error) {
    return { read: false, why: error instanceof Error ? error.message : String(error) }
  }
}

interface Content {
  /** Number of records. */
  records: number
  /** The records that matter. */
  needed: readonly unknown[]
}

/** Null: the file is not as CloudTrail usually writes it, or one of the records cannot be parsed. */
function neededOf(bytes: Buffer): Content | null {
  const scanned = scanRecords(bytes)
  if (scanned === null) return null
  const needed: unknown[] = []
  for (const [start, end] of scanned.spans) {
    const record = tryParseJson(textOf(bytes.subarray(start, end)) ?? '')
    if (record === undefined) return null
    needed.push(record)
  }
  return { records: scanned.records, needed }
}

function allOf(bytes: Buffer): Content | { why: string } {
  const text = textOf(bytes)
  if (text === null) return { why: 'it is not valid UTF-8' }
  const content = tryParseJson(text)
  if (content === undefined) return { why: 'it is not valid JSON' }
  const records = isObject(content) ? content['Records'] : undefined
  return Array.isArray(records) ? { records: records.length, needed: records } : { why: 'it has no list of records' }
}
