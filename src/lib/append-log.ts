import { closeSync, ftruncateSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs'

/**
 * A file of JSON values, one a line, each with the operating system as soon as it was appended: what was appended
 * before a crash is there after it. A last line that was torn by one is dropped. Until something is appended or cleared
 * the file stays as it is: it may be somebody else's.
 */
export class AppendLog {
  #descriptor: number
  /** Where a torn line begins, which goes when the next one comes. */
  #torn: number | null
  #broken = false
  /** The system gives the number of a closed file to the next one that is opened: it must not be written to any more. */
  #closed = false

  private constructor(descriptor: number, torn: number | null) {
    this.#descriptor = descriptor
    this.#torn = torn
  }

  /**
   * The values that stand in the file, and the log to append to; `isForeign`: there is something, but not one value.
   * Throws the file system's own errors.
   */
  static open(path: string): { values: unknown[]; isForeign: boolean; log: AppendLog } {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found !== undefined && !found.isFile()) throw new Error('it is no regular file')
    const text = found === undefined ? '' : readFileSync(path, 'utf8')
    const { values, whole } = wholeLines(text)
    const torn = whole.length < text.length ? Buffer.byteLength(whole) : null
    const log = new AppendLog(openSync(path, 'a', 0o600), torn)
    return { values, isForeign: text !== '' && values.length === 0, log }
  }

  /** Forgets everything that was appended so far. */
  clear(): void {
    ftruncateSync(this.#descriptor, 0)
    this.#torn = null
  }

  /** Null, or why nothing is appended any more: a full disk does not get emptier by trying. */
  append(value: unknown): string | null {
    if (this.#broken || this.#closed) return null
    try {
      if (this.#torn !== null) ftruncateSync(this.#descriptor, this.#torn)
      this.#torn = null
      // To its last byte, which one system call does not promise.
      writeFileSync(this.#descriptor, `${JSON.stringify(value)}\n`)
      return null
    } catch (error) {
      this.#broken = true
      return (error as Error).message
    }
  }

  close(): void {
    this.#closed = true
    closeSync(this.#descriptor)
  }
}

function wholeLines(text: string): { values: unknown[]; whole: string } {
  const values: unknown[] = []
  let whole = 0
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', whole)) {
    const value = parse(text.slice(whole, end))
    if (value === undefined) break
    values.push(value)
    whole = end + 1
  }
  return { values, whole: text.slice(0, whole) }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
