import { randomUUID } from 'node:crypto'
import {
  closeSync,
  constants,
  copyFileSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'

/**
 * Creates a file with this content. Returns false if it exists. The file appears with its whole content, so a process
 * that is killed here never leaves an empty one.
 */
export function createWhole(path: string, text: string): boolean {
  const draft = `${path}.${randomUUID()}`
  try {
    writeFileSync(draft, text, { flag: 'wx', mode: 0o600 })
    return linkUnlessTaken(draft, path)
  } finally {
    // If the disk is full, the draft is an empty file.
    rmSync(draft, { force: true })
  }
}

/**
 * Gives a file a second name, or copies it if the file system has no hard links. Returns false if the name is taken.
 */
function linkUnlessTaken(file: string, path: string): boolean {
  try {
    linkSync(file, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
  }
  try {
    copyFileSync(file, path, constants.COPYFILE_EXCL)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/**
 * Writes the same content over itself, which updates the time of the file. Returns false if the file belongs to another
 * holder. The file is never shortened, so it stays complete if the process is killed here. A file that is replaced
 * meanwhile is not touched, because the open file is the old one.
 */
export function rewriteIfStill(path: string, text: string): boolean {
  let file: number
  try {
    file = openSync(path, 'r+')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
  try {
    if (readFileSync(file, 'utf8') !== text) return false
    writeSync(file, text, 0)
    return true
  } finally {
    closeSync(file)
  }
}

/** Returns the milliseconds since the file was written, by the clock of its file system. */
export function fileAge(path: string): number {
  const probe = `${path}.${randomUUID()}`
  writeFileSync(probe, '', { flag: 'wx', mode: 0o600 })
  try {
    return statSync(probe).mtimeMs - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY)
  } finally {
    unlinkSync(probe)
  }
}

/**
 * Removes the file if its content is still the expected one. Another process may have removed it too and hold the lock
 * now; its file is then put back. If a third process was faster, the second one notices that at its next update.
 */
export function removeIfStill(path: string, expected: string): void {
  const aside = `${path}.${randomUUID()}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  try {
    if (readIfExists(aside) !== expected) linkUnlessTaken(aside, path)
  } finally {
    unlinkSync(aside)
  }
}

/** Returns the content of a file. Null if it does not exist. */
export function readIfExists(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
