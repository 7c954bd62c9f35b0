import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { LogPool } from './log-pool.ts'
import { readFile } from './read-file.ts'
import type { ReadFile, TrailFile } from './trail-file.ts'

export interface ReadFilesOptions {
  /** Worker threads. 0: read in this thread. Default: 2, if there are as many processors. */
  threads?: number
  signal: AbortSignal
  /** The code of the threads. Null: read in this thread. Default: that of the bundle; from TypeScript, there is none. */
  entry?: URL | null
}

/**
 * Reads log and digest files in worker threads, and answers once for each of them, some at a time, as soon as they are
 * read. It reads only some dozens of files ahead of what is taken. The threads start with the first answer that is
 * wanted and end with the loop.
 *
 * @throws the reason of the signal
 */
export async function* readFiles(
  files: Iterable<TrailFile>,
  options: ReadFilesOptions,
): AsyncGenerator<readonly ReadFile[]> {
  const { signal, entry = ofBundle(), threads = DEFAULT_THREADS } = options
  signal.throwIfAborted()
  if (entry === null || threads === 0) return yield* readHere(files, signal)
  const pool = new LogPool(files, entry, Math.min(threads, MOST_THREADS, availableParallelism()), signal)
  try {
    for (let read = await pool.next(); read !== null; read = await pool.next()) yield read
  } finally {
    await pool.close()
  }
}

const DEFAULT_THREADS = 2
const MOST_THREADS = 4

/** Lets others have their turn after each file. */
async function* readHere(files: Iterable<TrailFile>, signal: AbortSignal): AsyncGenerator<readonly ReadFile[]> {
  for (const file of files) {
    signal.throwIfAborted()
    yield [{ file, reading: readFile(file) }]
    await new Promise(setImmediate)
  }
}

/** Beside the file of the bundle that this code is in. Null: this is not the bundle. */
function ofBundle(): URL | null {
  const entry = new URL('./log-worker.cjs', import.meta.url)
  return existsSync(entry) ? entry : null
}
