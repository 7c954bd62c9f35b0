import { closeSync, fstatSync, ftruncateSync, openSync, readSync, statSync, writeFileSync } from 'node:fs'

/** Where one line of the file lies, in bytes, without its line end. */
export interface LineSpan {
  start: number
  length: number
}

/**
 * A file of JSON values, one a line, each with the operating system as soon as it was appended: what was appended
 * before a crash is there after it. A last line that was torn by one is dropped. Until something is appended or cleared
 * the file stays as it is: it may be somebody else's.
 */
export class AppendLog {
  #descriptor: number
  /** Where a torn line begins, which goes when the next one comes. */
  #torn: number | null = null
  #broken = false
  /** The system gives the number of a closed file to the next one that is opened: it must not be written to any more. */
  #closed = false

  private constructor(descriptor: number) {
    this.#descriptor = descriptor
  }

  /**
   * Opens the log to append to, and passes each value of the file to `take`, one at a time: a large file never lies in
   * memory as a whole. `isForeign`: the file is not empty, but has no value. Throws the file system's own errors.
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

  /** Reads one value again; undefined when the file has changed since and holds none there. Throws file system errors. */
  valueAt({ start, length }: LineSpan): unknown {
    const bytes = Buffer.allocUnsafe(length)
    let got = 0
    for (let more = 1; more > 0 && got < length; got += more)
      more = readSync(this.#descriptor, bytes, got, length - got, start + got)
    return parseLine(bytes.toString('utf8', 0, got))
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
      return this.stop((error as Error).message)
    }
  }

  /** From now on nothing is appended. Returns the reason that was given. */
  stop(why: string): string {
    this.#broken = true
    return why
  }

  close(): void {
    this.#closed = true
    closeSync(this.#descriptor)
  }

  /** True: there is something in the file, but no value. */
  #readAll(take: (value: unknown, span: LineSpan) => void): boolean {
    let count = 0
    let whole = 0
    for (const { text, span } of wholeLines(this.#descriptor)) {
      const value = parseLine(text)
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

/** Refuses folders and devices, which cannot hold a log. A file that does not exist yet can. */
export function requireRegular(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found !== undefined && !found.isFile()) throw new Error('it is not a regular file')
}

/** Bytes read at a time. */
const PIECE = 1 << 20
const LINE_END = 0x0a

/** The lines of a file, except a last one without its line end. */
function* wholeLines(descriptor: number): Generator<{ text: string; span: LineSpan }> {
  const piece = Buffer.allocUnsafe(PIECE)
  let begun: Buffer[] = []
  let start = 0
  for (let offset = 0; ;) {
    const count = readSync(descriptor, piece, 0, PIECE, offset)
    if (count === 0) return
    offset += count
    let from = 0
    for (let end = piece.indexOf(LINE_END); end !== -1 && end < count; end = piece.indexOf(LINE_END, from)) {
      const line = Buffer.concat([...begun, piece.subarray(from, end)])
      yield { text: line.toString('utf8'), span: { start, length: line.length } }
      begun = []
      from = end + 1
      start += line.length + 1
    }
    if (from < count) begun.push(Buffer.from(piece.subarray(from, count)))
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
