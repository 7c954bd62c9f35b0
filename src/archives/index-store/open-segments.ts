import { basename } from 'node:path'
import { isSystemError } from '../../lib/files/file-errors.ts'
import { readIfExists } from '../../lib/files/whole-file.ts'
import { isObject, tryParseJson } from '../../lib/json.ts'
import { factsTable } from './facts-table.ts'
import { filesTable } from './files-table.ts'
import { cannotRead, damaged, damagedIndex } from './index-errors.ts'
import type { IndexRecord } from './index-record.ts'
import { keysTable } from './keys-table.ts'
import { segmentFile } from './layout.ts'
import { mergeSorted } from './merge-sorted.ts'
import { OpenSegment, type SegmentRecord } from './segment.ts'
import type { Table } from './table.ts'
import type { SegmentRows } from './write-segment.ts'

/** Opens all segments of an index. Throws an `AuditError` if one is absent or damaged. */
export function openSegments(folder: string, { segments }: IndexRecord): OpenSegment[] {
  const opened: OpenSegment[] = []
  try {
    for (const { name } of segments) opened.push(OpenSegment.open(folder, name, readSegmentRecord(folder, name)))
    return opened
  } catch (error) {
    for (const segment of opened) segment.close()
    if (!isSystemError(error)) throw damaged(folder, error)
    if (error.code !== 'ENOENT') throw cannotRead(folder, error)
    throw damagedIndex(folder, `segments/${basename(error.path ?? '')} does not exist`, error)
  }
}

function readSegmentRecord(folder: string, name: string): SegmentRecord {
  const record = tryParseJson(readIfExists(segmentFile(folder, name)) ?? '')
  if (!isObject(record) || !hasTables(record['tables'])) throw new Error(`segments/${name}.json is absent or damaged`)
  return record as unknown as SegmentRecord
}

const hasTables = (tables: unknown): boolean =>
  isObject(tables) && [factsTable, keysTable, filesTable].every(({ name }) => Array.isArray(tables[name]))

/** All rows of some segments, sorted and merged. */
export function mergedRows(segments: readonly OpenSegment[], place: string | null = null): SegmentRows {
  const merged = <Row>(table: Table<Row>): Iterable<Row> =>
    mergeSorted(
      table,
      segments.map(segment => segment.rows(table, place)),
    )
  return { facts: merged(factsTable), keys: merged(keysTable), files: merged(filesTable) }
}
