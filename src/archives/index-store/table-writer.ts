import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { DRAFT } from './layout.ts'
import type { Table } from './table.ts'

/** The part of a file with rows of one place: a gzip member of its own. */
export interface Block {
  place: string
  /** Bytes from the start of the file. */
  offset: number
  length: number
}

export interface WrittenTable {
  rows: number
  blocks: readonly Block[]
}

/** Characters of a block before it is compressed. The reader holds one block of each segment. */
const BLOCK = 1 << 18

/**
 * Writes sorted rows to a file of compressed lines, and makes it durable before it gets its name. All gzip programs read
 * such a file, which consists of several members, as one. Throws the errors of the file system, and of `rows`.
 */
export async function writeTable<Row>(path: string, table: Table<Row>, rows: Iterable<Row>): Promise<WrittenTable> {
  const file = openSync(`${path}${DRAFT}`, 'w', 0o666)
  const blocks: Block[] = []
  let offset = 0
  let count = 0
  try {
    for (const { place, text, rows: held } of blocksOf(table, rows)) {
      const bytes = gzipSync(text)
      for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written)
      blocks.push({ place, offset, length: bytes.length })
      offset += bytes.length
      count += held
      // Lets signals and worker threads be heard.
      await setImmediate()
    }
    fsyncSync(file)
  } catch (error) {
    // An incomplete table is of no use, and takes up space on a full disk.
    rmSync(`${path}${DRAFT}`, { force: true })
    throw error
  } finally {
    closeSync(file)
  }
  renameSync(`${path}${DRAFT}`, path)
  return { rows: count, blocks }
}

function* blocksOf<Row>(
  table: Table<Row>,
  rows: Iterable<Row>,
): Generator<{ place: string; text: string; rows: number }> {
  let place = ''
  let lines: string[] = []
  let size = 0
  const block = () => ({ place, text: lines.join(''), rows: lines.length })
  for (const row of rows) {
    const next = table.place(row)
    if (lines.length > 0 && (next !== place || size >= BLOCK)) {
      yield block()
      lines = []
      size = 0
    }
    place = next
    const line = `${JSON.stringify(table.write(row))}\n`
    lines.push(line)
    size += line.length
  }
  if (lines.length > 0) yield block()
}
