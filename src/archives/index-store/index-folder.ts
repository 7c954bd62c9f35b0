import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { FileLock, type ProcessTable, SILENT_HOLDER } from '../../lib/files/file-lock.ts'
import { makeDirectory } from '../../lib/files/make-directory.ts'
import { isSystemError, writeErrorText } from '../../lib/files/file-errors.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { shellWord } from '../../lib/text/shell-word.ts'
import { localWords } from '../local/local-archive.ts'
import { type Instant, isoTime, MINUTE, SECOND } from '../../model/time.ts'
import { foreign, type IndexRecord, readIndexRecord, writeIndexRecord } from './index-record.ts'
import { DRAFT, INDEX_FORMAT, INDEX_VERSION, indexFile, lockFile, segmentsFolder } from './layout.ts'

/**
 * Makes the folder if there is none, and takes its lock. Throws an `AuditError` if the folder has files of something
 * else, and if another run has the lock.
 */
export function takeLock(folder: string, processes: ProcessTable): FileLock {
  let lock
  try {
    // This refuses another version, and a file in place of the folder, before anything is written.
    readIndexRecord(folder)
    makeDirectory(folder)
    // In this order, because another run may be creating the index.
    if (readdirSync(folder).some(name => !isOurs(name)) && readIndexRecord(folder) === null) throw foreign(folder)
    lock = FileLock.take(lockFile(folder), processes, () => {})
  } catch (error) {
    throw isSystemError(error) ? cannotWrite(folder, error) : error
  }
  if (lock instanceof FileLock) return lock
  const who = lock.pid === 0 ? '' : ` (process ${lock.pid} on ${lock.host})`
  throw new AuditError('failed', `Another run of kms-audit${who} is writing the index in ${folder}.`, {
    hint: `Wait for it to finish. The lock of a killed run expires after ${SILENT_HOLDER / SECOND} s.`,
  })
}

/** What a run that was killed before there was an index can leave. */
const isOurs = (name: string): boolean => /^(lock(\..*)?|index\.json\.tmp)$/.test(name)

export const lostLock = (folder: string): AuditError =>
  new AuditError('failed', `Another run of kms-audit has taken over the index in ${folder}.`, {
    hint: 'Run this command again when it has finished.',
  })

/** The command that reads log files into an index. */
export const addCommand = (trees: readonly string[], folder: string): string =>
  ['kms-audit', 'archive', 'add', ...localWords({ trees, index: folder })].map(shellWord).join(' ')

/** @param trees the directories with log files that the user named, for the hint */
export const noIndex = (folder: string, trees: readonly string[]): AuditError =>
  new AuditError('usage', `No index found in ${folder}.`, {
    hint: `Build one with ${addCommand(trees.length === 0 ? ['DIR'] : trees, folder)}.`,
  })

export const cannotWrite = (folder: string, error: NodeJS.ErrnoException): AuditError =>
  new AuditError('failed', `Cannot write the index in ${folder}: ${writeErrorText(error)}.`, {
    hint: FULL.has(error.code ?? '')
      ? 'Free some space, or name another directory with --trail-index.'
      : 'Name a directory that this user can write to with --trail-index. Without --trail-archive, an audit only reads it.',
    cause: error,
  })

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

export function createIndex(folder: string, now: Instant): IndexRecord {
  const record: IndexRecord = {
    format: INDEX_FORMAT,
    version: INDEX_VERSION,
    created: isoTime(now),
    next: 1,
    segments: [],
  }
  writeIndexRecord(folder, record)
  return record
}

/** Removes the files of runs that were killed. The lock must be held. */
export function removeLeftovers(folder: string, { segments }: IndexRecord): void {
  const named = new Set(segments.map(({ name }) => name))
  rmSync(`${indexFile(folder)}${DRAFT}`, { force: true })
  for (const file of listed(segmentsFolder(folder)))
    if (!named.has(file.split('.', 1)[0] ?? '') || file.endsWith(DRAFT)) remove(join(segmentsFolder(folder), file))
  // A process that waits for the lock makes such files too, but removes them at once.
  for (const file of listed(folder))
    if (file.startsWith('lock.') && ageOf(join(folder, file)) > MINUTE) remove(join(folder, file))
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** The next run tries again. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {}
}

function ageOf(path: string): number {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
}
