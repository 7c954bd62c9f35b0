import { closeSync, fstatSync, ftruncateSync, openSync, statSync, writeFileSync } from 'node:fs'
import { tryParseJson } from '../json.ts'
import { linesOf, type LineSpan, textAt } from './file-lines.ts'

export type { LineSpan } from './file-lines.ts'

/**
 * A file of JSON values, one a line. The operating system gets each value when it is appended, so a crash loses none
 * that was appended before it. A last line that a crash cut off is dropped. Before the first `append` or `clear` the
 * file stays unchanged, because it may belong to another program.
 */
export class AppendLog {
  #descriptor: number
  /** The start of a last line that was cut off. The next `append` removes the line. */
  #torn: number | null = null
  #broken = false
  /**
   * Whether the file is closed. The system gives the number of a closed file to the next one that is opened, so nothing
   * may be written to it.
   */
  #closed = false

  private constructor(descriptor: number) {
    this.#descriptor = descriptor
  }

  /**
   * Opens the log to append to, and passes each value of the file to `take`, one at a time, so that a large file is
   * never in memory as a whole. `isForeign` means that the file is not empty, but has no value. Throws the errors of
   * the file system.
   */
  static open(
    path: string,
    take: (value: unknown, span: LineSpan) => void = () => {},
  ): { isForeign: boolean; log: AppendLog } {
    requireRegular(path)
    const log = new AppendLog(openSync(path, 'a+', 0o600))
    try {
      return { isForeign: log.#readAll(take), log }
    } catch (error) {
      log.close()
      throw error
    }
  }

  /**
   * Reads one value again. Undefined if the file has changed and has no value at this place. Throws the errors of the
   * file system.
   */
  valueAt(span: LineSpan): unknown {
    return tryParseJson(textAt(this.#descriptor, span))
  }

  /** Removes everything that was appended. */
  clear(): void {
    ftruncateSync(this.#descriptor, 0)
    this.#torn = null
  }

  /**
   * Returns null, or why nothing more is appended. After an error no further value is tried: a full disk stays full.
   */
  append(value: unknown): string | null {
    if (this.#broken || this.#closed) return null
    try {
      if (this.#torn !== null) ftruncateSync(this.#descriptor, this.#torn)
      this.#torn = null
      // Writes to the last byte, which one system call does not promise.
      writeFileSync(this.#descriptor, `${JSON.stringify(value)}\n`)
      return null
    } catch (error) {
      return this.stop((error as Error).message)
    }
  }

  /** Stops appending. Returns the given reason. */
  stop(why: string): string {
    this.#broken = true
    return why
  }

  close(): void {
    this.#closed = true
    closeSync(this.#descriptor)
  }

  /** Returns true if the file is not empty, but has no value. */
  #readAll(take: (value: unknown, span: LineSpan) => void): boolean {
    let count = 0
    let whole = 0
    for (const { text, span, isEnded } of linesOf(this.#descriptor)) {
      const value = isEnded ? tryParseJson(text) : undefined
      if (value === undefined) break
      take(value, span)
      count++
      whole = span.start + span.length + 1
    }
    const { size } = fstatSync(this.#descriptor)
    if (whole < size) this.#torn = whole
    return count === 0 && size > 0
  }
}

/** Throws for directories and devices, which cannot hold a log. A file that does not exist yet can. */
export function requireRegular(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found !== undefined && !found.isFile()) throw new Error('it is not a regular file')
}
