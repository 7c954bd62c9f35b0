import { mkdirSync } from 'node:fs'
import type { ArchiveFact } from '../archive-fact.ts'
import { factsTable } from './facts-table.ts'
import { filesTable, type TraceRow } from './files-table.ts'
import { type SegmentEntry, writeDurable } from './index-record.ts'
import { type KeySummary, keysTable } from './keys-table.ts'
import { segmentFile, segmentsFolder, tableFile } from './layout.ts'
import type { SegmentRecord } from './segment.ts'
import type { Table } from './table.ts'
import { type WrittenTable, writeTable } from './table-writer.ts'

/** The rows of a segment, each list sorted and without two rows of the same place and order. */
export interface SegmentRows {
  facts: Iterable<ArchiveFact>
  keys: Iterable<KeySummary>
  files: Iterable<TraceRow>
}

/**
 * Writes the files of a segment. They count once `index.json` names the segment. Throws the errors of the file system.
 */
export async function writeSegment(
  folder: string,
  name: string,
  rows: SegmentRows,
): Promise<{ record: SegmentRecord; entry: SegmentEntry }> {
  mkdirSync(segmentsFolder(folder), { recursive: true })
  let days: SegmentRecord['days'] = null
  const write = <Row>(table: Table<Row>, list: Iterable<Row>) =>
    writeTable(tableFile(folder, name, table.name), table, list)
  const facts = await write(
    factsTable,
    watchDays(rows.facts, seen => (days = seen)),
  )
  const keys = await write(keysTable, rows.keys)
  const files = await write(filesTable, rows.files)
  const tables = { facts: facts.blocks, keys: keys.blocks, files: files.blocks }
  const record = { days, tables }
  writeDurable(segmentFile(folder, name), `${JSON.stringify(record)}\n`)
  const bytes = bytesOf(facts) + bytesOf(keys) + bytesOf(files)
  return { record, entry: { name, files: files.rows, facts: facts.rows, bytes } }
}

const bytesOf = ({ blocks }: WrittenTable): number => blocks.reduce((sum, { length }) => sum + length, 0)

/** Passes facts on, and notes their first and last day. */
function* watchDays(facts: Iterable<ArchiveFact>, note: (days: SegmentRecord['days']) => void): Generator<ArchiveFact> {
  let first = ''
  let last = ''
  for (const fact of facts) {
    if (first === '' || fact.day < first) first = fact.day
    if (fact.day > last) last = fact.day
    yield fact
  }
  note(first === '' ? null : { first, last })
}
