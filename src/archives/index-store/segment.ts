import { closeSync, openSync, readSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Json } from '../../lib/json.ts'
import { tableFile } from './layout.ts'
import type { Table, TableName } from './table.ts'
import type { Block } from './table-writer.ts'

/** What `<segment>.json` says about the files of a segment. */
export interface SegmentRecord {
  /** The first and last day of its facts. Null: it has none. */
  days: { first: string; last: string } | null
  tables: Readonly<Record<TableName, readonly Block[]>>
}

/** An index that cannot be read, because something changed its files. */
export class DamagedIndex extends Error {
  override name = 'DamagedIndex'
}

/** A segment whose files are open, so that they can be read even if another run merges it into another one. */
export class OpenSegment {
  readonly name: string
  readonly record: SegmentRecord
  readonly #files: Readonly<Record<TableName, number>>

  private constructor(name: string, record: SegmentRecord, files: Readonly<Record<TableName, number>>) {
    this.name = name
    this.record = record
    this.#files = files
  }

  /** Throws the errors of the file system. */
  static open(folder: string, name: string, record: SegmentRecord): OpenSegment {
    const opened: number[] = []
    const open = (table: TableName): number => {
      const file = openSync(tableFile(folder, name, table), 'r')
      opened.push(file)
      return file
    }
    try {
      return new OpenSegment(name, record, { facts: open('facts'), keys: open('keys'), files: open('files') })
    } catch (error) {
      for (const file of opened) closeSync(file)
      throw error
    }
  }

  /** The rows of one place, or of all, in their order. Throws `DamagedIndex`. */
  *rows<Row>(table: Table<Row>, place: string | null): Generator<Row> {
    for (const block of this.record.tables[table.name]) {
      if (place !== null && block.place !== place) continue
      for (const line of this.#textOf(table.name, block).split('\n'))
        if (line !== '') yield table.read(JSON.parse(line) as Json)
    }
  }

  close(): void {
    for (const file of Object.values(this.#files)) closeSync(file)
  }

  #textOf(table: TableName, { offset, length }: Block): string {
    const bytes = Buffer.allocUnsafe(length)
    let got = 0
    for (let more = 1; more > 0 && got < length; got += more)
      more = readSync(this.#files[table], bytes, got, length - got, offset + got)
    try {
      return gunzipSync(bytes.subarray(0, got)).toString('utf8')
    } catch (error) {
      throw new DamagedIndex(`segments/${this.name}.${table}.ndjson.gz is damaged`, { cause: error })
    }
  }
}
