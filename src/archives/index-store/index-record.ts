import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isSystemError } from '../../lib/files/file-errors.ts'
import { readIfExists } from '../../lib/files/whole-file.ts'
import { isObject, type Json, tryParseJson } from '../../lib/json.ts'
import { cannotRead, damagedIndex, foreign, notAFolder, otherVersion } from './index-errors.ts'
import { DRAFT, INDEX_FORMAT, INDEX_VERSION, indexFile } from './layout.ts'

/** What `index.json` says. Replacing this file is what makes a change of the index happen. */
export interface IndexRecord {
  format: typeof INDEX_FORMAT
  version: typeof INDEX_VERSION
  created: string
  /** The number of the next segment. */
  next: number
  segments: readonly SegmentEntry[]
}

export interface SegmentEntry {
  name: string
  /** Log and digest files in it. */
  files: number
  facts: number
  /** Bytes on disk. */
  bytes: number
}

/**
 * Reads `index.json`. Null: there is none. Throws a usage error for another version, and if the file is not one of an
 * index; and an error if it cannot be read.
 */
export function readIndexRecord(folder: string): IndexRecord | null {
  const text = readRecordText(folder)
  if (text === null) return null
  const record = tryParseJson(text)
  if (!isObject(record) || record['format'] !== INDEX_FORMAT) throw foreign(folder)
  if (record['version'] !== INDEX_VERSION) throw otherVersion(folder, record['version'])
  if (!isWhole(record)) throw damagedIndex(folder, 'index.json is incomplete')
  return record as unknown as IndexRecord
}

const isWhole = ({ created, next, segments }: Json): boolean =>
  typeof created === 'string' &&
  Number.isSafeInteger(next) &&
  Array.isArray(segments) &&
  segments.every((segment: unknown) => isObject(segment) && /^\d{6,}$/.test(String(segment['name'])))

function readRecordText(folder: string): string | null {
  try {
    return readIfExists(indexFile(folder))
  } catch (error) {
    if (!isSystemError(error)) throw error
    if (error.code === 'ENOTDIR') throw notAFolder(folder)
    throw cannotRead(folder, error)
  }
}

/** Replaces `index.json` durably. Throws the errors of the file system. */
export function writeIndexRecord(folder: string, record: IndexRecord): void {
  writeDurable(indexFile(folder), `${JSON.stringify(record, null, 1)}\n`)
}

/** Writes a file that is complete and on the disk before it gets its name. */
export function writeDurable(path: string, text: string): void {
  const file = openSync(`${path}${DRAFT}`, 'w', 0o666)
  try {
    writeFileSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(`${path}${DRAFT}`, path)
  syncFolder(dirname(path))
}

/** Makes the names in a folder durable. Systems that cannot open a folder need no such call. */
function syncFolder(folder: string): void {
  try {
    const opened = openSync(folder, 'r')
    try {
      fsyncSync(opened)
    } finally {
      closeSync(opened)
    }
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}
