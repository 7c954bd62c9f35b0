import { lstatSync, mkdtempSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { basename, join } from 'node:path'
import { writeErrorText } from '../../lib/files/file-errors.ts'
import { FileLock, type ProcessTable } from '../../lib/files/file-lock.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { HOUR } from '../../model/time.ts'
import { DRAFT, indexFile, lockFile, segmentsFolder } from './layout.ts'

const PREFIX = 'kms-audit-index-'
const NAME = /^kms-audit-index-[A-Za-z0-9]{6}$/

/**
 * Makes a folder for an index that is not kept, and first removes those that killed runs of this user have left. Throws
 * an `AuditError` if there can be none.
 */
export function temporaryIndex(processes: ProcessTable): string {
  removeAbandoned(processes)
  try {
    return mkdtempSync(join(tmpdir(), PREFIX))
  } catch (error) {
    const hint = 'Name a directory for the index with --trail-index.'
    throw new AuditError('failed', `Cannot make a temporary directory: ${writeErrorText(error as Error)}.`, { hint })
  }
}

/**
 * Removes an index that is not kept. If it cannot be removed, such as because a run that starts at the same time also
 * removes it, a later run removes it.
 */
export function removeTemporaryIndex(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 10 })
  } catch {}
}

/** What cannot be removed stays: a temporary folder of others must not stop a run. */
function removeAbandoned(processes: ProcessTable): void {
  for (const name of namesIn(tmpdir()).filter(each => NAME.test(each))) {
    try {
      removeIfAbandoned(join(tmpdir(), name), processes)
    } catch {}
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** The lock shows whether the run that made the folder still runs, also in another container or on another machine. */
function removeIfAbandoned(folder: string, processes: ProcessTable): void {
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== userInfo().uid) return
  const names = readdirSync(folder)
  if (!names.every(name => isOfIndex(folder, name))) return
  // A run takes the lock right after it has made the folder.
  if (!names.includes(basename(lockFile(folder)))) {
    if (names.length === 0 && Date.now() - found.mtimeMs > HOUR) rmdirSync(folder)
    return
  }
  const lock = FileLock.take(lockFile(folder), processes, () => {})
  if (!(lock instanceof FileLock)) return
  // The lock goes last: if this run is killed, too, the next one continues.
  for (const name of names.filter(each => !each.startsWith('lock'))) rmSync(join(folder, name), { recursive: true })
  for (const name of names.filter(each => each.startsWith('lock.'))) rmSync(join(folder, name), { force: true })
  lock.release()
  rmdirSync(folder)
}

const isOfIndex = (folder: string, name: string): boolean =>
  /^lock(\..*)?$/.test(name) ||
  [indexFile(folder), `${indexFile(folder)}${DRAFT}`, segmentsFolder(folder)].some(path => basename(path) === name)
