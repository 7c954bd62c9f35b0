import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import { LINE_END } from './file-lines.ts'
import { requireRegular } from './append-log.ts'

/** A write that ends early is repeated, because the disk can have space again. */
const TRIES = 3

/**
 * Appends one line to a file that several processes may append to at the same time, and creates the file if it does not
 * exist. The line and its line end are one write at the end of the file, which the system does not mix with others. A
 * line that an earlier write left without its end stays a line of its own. Throws the errors of the file system; then a
 * part of the line may be in the file.
 */
export function appendLine(path: string, text: string): void {
  requireRegular(path)
  const descriptor = openSync(path, 'a+')
  try {
    for (let tries = 0; tries < TRIES; tries++) {
      const bytes = Buffer.from(`${isTorn(descriptor) ? '\n' : ''}${text}\n`)
      if (writeSync(descriptor, bytes) < bytes.length) continue
      fsyncSync(descriptor)
      return
    }
    throw new Error('only a part of the line was written')
  } finally {
    closeSync(descriptor)
  }
}

/** Whether the file ends in the middle of a line. */
function isTorn(descriptor: number): boolean {
  const { size } = fstatSync(descriptor)
  if (size === 0) return false
  const last = Buffer.alloc(1)
  readSync(descriptor, last, 0, 1, size - 1)
  return last[0] !== LINE_END
}
