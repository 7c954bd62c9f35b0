import { randomUUID } from 'node:crypto'
import {
  closeSync,
  constants,
  copyFileSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'

/**
 * Creates a file with this content; false if it exists. The file appears with its whole content, so a process that is
 * killed here never leaves an empty one.
 */
export function createWhole(path: string, text: string): boolean {
  const draft = `${path}.${randomUUID()}`
  writeFileSync(draft, text, { flag: 'wx', mode: 0o600 })
  try {
    return linkUnlessTaken(draft, path)
  } finally {
    unlinkSync(draft)
  }
}

/** Gives a file a second name, or copies it where the file system has no hard links. False: the name is taken. */
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
 * Writes the same content over itself, which gives the file the time of the file system. Never shortens it: a process
 * that is killed here leaves the file whole. False: the file is another holder's. One that is replaced meanwhile is not
 * touched, because the open file is the old one.
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

/** Milliseconds since the lock file was written, by the clock that dates files there. */
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
 * Another process may have done the same meanwhile and hold the lock by now: then its file is put back, unless a third
 * process was faster, which the next beat of the second one notices.
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

/** The content of a file; null if the file does not exist. */
export function readIfExists(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
