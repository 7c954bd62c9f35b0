import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { FileLock, type ProcessTable } from '../../lib/files/file-lock.ts'
import { makeDirectory } from '../../lib/files/make-directory.ts'
import { isSystemError } from '../../lib/files/file-errors.ts'
import { type Instant, isoTime, MINUTE } from '../../model/time.ts'
import { cannotWrite, foreign, lockedIndex } from './index-errors.ts'
import { type IndexRecord, readIndexRecord, writeIndexRecord } from './index-record.ts'
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
  throw lockedIndex(folder, lock)
}

/** What a run that was killed before there was an index can leave. */
const isOurs = (name: string): boolean => /^(lock(\..*)?|index\.json\.tmp)$/.test(name)

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
