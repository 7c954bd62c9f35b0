import { readSync } from 'node:fs'

/** The place of one line in the file, in bytes, without its line end. */
export interface LineSpan {
  start: number
  length: number
}

/** One line of a file. */
export interface FileLine {
  text: string
  span: LineSpan
  /** False for a last line without a line end. */
  isEnded: boolean
}

/** The number of bytes that are read at a time. */
const PIECE = 1 << 20
export const LINE_END = 0x0a

/** Returns the lines of an open file, one at a time, so that a large file is never in memory as a whole. */
export function* linesOf(descriptor: number): Generator<FileLine> {
  const piece = Buffer.allocUnsafe(PIECE)
  let begun: Buffer[] = []
  let start = 0
  for (let offset = 0; ;) {
    const count = readSync(descriptor, piece, 0, PIECE, offset)
    if (count === 0) break
    offset += count
    let from = 0
    for (let end = piece.indexOf(LINE_END); end !== -1 && end < count; end = piece.indexOf(LINE_END, from)) {
      const line = Buffer.concat([...begun, piece.subarray(from, end)])
      yield { text: line.toString('utf8'), span: { start, length: line.length }, isEnded: true }
      begun = []
      from = end + 1
      start += line.length + 1
    }
    if (from < count) begun.push(Buffer.from(piece.subarray(from, count)))
  }
  const last = Buffer.concat(begun)
  if (last.length > 0) yield { text: last.toString('utf8'), span: { start, length: last.length }, isEnded: false }
}

/** Reads one line again. It is shorter if the file has become shorter. */
export function textAt(descriptor: number, { start, length }: LineSpan): string {
  const bytes = Buffer.allocUnsafe(length)
  let got = 0
  for (let more = 1; more > 0 && got < length; got += more)
    more = readSync(descriptor, bytes, got, length - got, start + got)
  return bytes.toString('utf8', 0, got)
}
