import { isSystemError } from '../../lib/files/file-errors.ts'
import type { FileLock, ProcessTable } from '../../lib/files/file-lock.ts'
import type { Instant } from '../../model/time.ts'
import { crowdedSegments } from './crowded-segments.ts'
import { cannotWrite, lostLock } from './index-errors.ts'
import { createIndex, removeLeftovers, takeLock } from './index-folder.ts'
import { type IndexRecord, readIndexRecord, writeIndexRecord } from './index-record.ts'
import { segmentName } from './layout.ts'
import { mergedRows, openSegments } from './open-segments.ts'
import { OpenSegment } from './segment.ts'
import { type SegmentRows, writeSegment } from './write-segment.ts'

/** The index as it was when it was opened, and as this process changed it since. */
export class IndexStore {
  readonly folder: string
  #record: IndexRecord
  #segments: OpenSegment[]
  /** Null: the index is only read. */
  readonly #lock: FileLock | null

  private constructor(folder: string, record: IndexRecord, segments: OpenSegment[], lock: FileLock | null) {
    this.folder = folder
    this.#record = record
    this.#segments = segments
    this.#lock = lock
  }

  /** Opens an index, or creates it. One process at a time can have it open so. Throws an `AuditError`. */
  static openToWrite(folder: string, { processes, now }: { processes: ProcessTable; now: Instant }): IndexStore {
    const lock = takeLock(folder, processes)
    try {
      const record = readIndexRecord(folder) ?? createIndex(folder, now)
      removeLeftovers(folder, record)
      return new IndexStore(folder, record, openSegments(folder, record), lock)
    } catch (error) {
      lock.release()
      throw isSystemError(error) ? cannotWrite(folder, error) : error
    }
  }

  /** Opens an index that another process may be changing. Null: there is none. Throws an `AuditError`. */
  static openToRead(folder: string): IndexStore | null {
    for (let attempt = 1; ; attempt++) {
      const record = readIndexRecord(folder)
      if (record === null) return null
      try {
        return new IndexStore(folder, record, openSegments(folder, record), null)
      } catch (error) {
        // Another process may have merged segments meanwhile, and removed them.
        if (attempt === ATTEMPTS || readIndexRecord(folder)?.next === record.next) throw error
      }
    }
  }

  get segments(): readonly OpenSegment[] {
    return this.#segments
  }

  get record(): IndexRecord {
    return this.#record
  }

  /**
   * Adds rows as a segment, and merges segments if there are many. After a crash the index has all of these rows or
   * none. Throws the errors of the file system.
   */
  async add(rows: SegmentRows): Promise<void> {
    await this.#write(rows, [])
    for (;;) {
      const names = crowdedSegments(this.#record.segments)
      if (names.length === 0) return
      const crowded = this.#segments.filter(({ name }) => names.includes(name))
      await this.#write(mergedRows(crowded), crowded)
    }
  }

  /** Releases the lock. */
  close(): void {
    for (const segment of this.#segments) segment.close()
    this.#segments = []
    this.#lock?.release()
  }

  async #write(rows: SegmentRows, replaced: readonly OpenSegment[]): Promise<void> {
    const name = segmentName(this.#record.next)
    const { record, entry } = await writeSegment(this.folder, name, rows)
    // Another process takes the lock over if this one was stopped for a while.
    if (this.#lock?.isHeld !== true) throw lostLock(this.folder)
    const kept = this.#record.segments.filter(other => !replaced.some(segment => segment.name === other.name))
    const next: IndexRecord = { ...this.#record, next: this.#record.next + 1, segments: [...kept, entry] }
    writeIndexRecord(this.folder, next)
    this.#record = next
    for (const segment of replaced) segment.close()
    this.#segments = this.#segments.filter(segment => !replaced.includes(segment))
    this.#segments.push(OpenSegment.open(this.folder, name, record))
    if (replaced.length > 0) removeLeftovers(this.folder, next)
  }
}

/** Times that an index is opened while another process changes it. */
const ATTEMPTS = 5
