import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { AuditError } from '../../lib/process/exit.ts'
import { isSystemError, readErrorText } from '../../lib/files/file-errors.ts'
import { readIfExists } from '../../lib/files/whole-file.ts'
import { isObject, type Json, tryParseJson } from '../../lib/json.ts'
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

/** The error for an index that the operating system does not let this run read. */
export const cannotRead = (folder: string, error: Error): AuditError =>
  new AuditError('failed', `Cannot read the index in ${folder}: ${readErrorText(error)}.`, {
    hint: 'Allow this user to read the directory and its files, or name another one with --trail-index.',
    cause: error,
  })

/** The error for an index that something else changed. */
export const damagedIndex = (folder: string, why: string, cause?: unknown): AuditError =>
  new AuditError('failed', `The index in ${folder} is damaged: ${why}.`, {
    hint: 'Remove the directory. The next run with the archive builds the index again.',
    cause,
  })

const notAFolder = (folder: string): AuditError =>
  new AuditError('usage', `Cannot read the index in ${folder}: it is not a directory.`, {
    hint: 'Name the directory of an index, or a new one, with --trail-index.',
  })

export const foreign = (folder: string): AuditError =>
  new AuditError('usage', `${folder} is not an index of kms-audit: it has other files.`, {
    hint: 'Name a new or empty directory with --trail-index.',
  })

const otherVersion = (folder: string, version: unknown): AuditError =>
  new AuditError(
    'usage',
    `The index in ${folder} has format version ${JSON.stringify(version)}, but this version of kms-audit reads ${INDEX_VERSION}.`,
    { hint: 'Name another directory with --trail-index, or remove this one to build the index again.' },
  )

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
