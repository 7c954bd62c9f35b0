import type { TrailFile } from '../local/trail-file.ts'
import { unpackedName } from '../digests/unpacked-name.ts'
import { type FileVersion, filesTable } from './files-table.ts'
import type { OpenSegment } from './segment.ts'

/** A file to read, and what is known about it. */
export interface FreshFile {
  file: TrailFile
  /** Why the same file could not be read before. Null: it is new, or its size has changed. */
  failed: string | null
  /** An earlier run could not read it, in this size or in another. */
  isRetried: boolean
}

/**
 * Returns the files that the index does not have in this size, and those that could not be read before. Throws
 * `DamagedIndex`.
 */
export function freshFiles(segments: readonly OpenSegment[], listed: readonly TrailFile[]): FreshFile[] {
  const fresh = new Map<string, FreshFile>(
    listed.map(file => [unpackedName(file.name), { file, failed: null, isRetried: false }]),
  )
  for (const segment of segments)
    for (const row of segment.rows(filesTable, null)) {
      if (row.row !== 'log' && row.row !== 'digest') continue
      const found = fresh.get(row.name)
      if (found === undefined) continue
      const known = row.versions.find(({ size }) => size === found.file.size)
      const isRetried = found.isRetried || !row.versions.some(isRead)
      if (known !== undefined && isRead(known)) fresh.delete(row.name)
      else fresh.set(row.name, { ...found, failed: known?.why ?? found.failed, isRetried })
    }
  return [...fresh.values()]
}

const isRead = ({ read }: FileVersion): boolean => read !== 'none'
