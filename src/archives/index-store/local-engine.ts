import { AuditError } from '../../lib/process/exit.ts'
import type { ProcessTable } from '../../lib/files/file-lock.ts'
import type { Instant } from '../../model/time.ts'
import type { ArchiveEngine } from '../engine.ts'
import type { IndexProgress } from './progress.ts'

export interface LocalArchiveSettings {
  /** Folders with log files. Empty: only what the index holds. */
  trees: readonly string[]
  /** The folder of the index. Null: a temporary folder, which `close` removes. */
  index: string | null
  processes: ProcessTable
  /** The time that a new index says it was created at. */
  now: Instant
  signal: AbortSignal
  onProgress?(progress: IndexProgress): void
}

/** The account and Region of log files or digest files. */
export interface ArchivedPlace {
  account: string
  region: string
}

/** Answers from an index on disk. */
export interface LocalEngine extends ArchiveEngine {
  /** The places of all log and digest files that were read. */
  readonly places: readonly ArchivedPlace[]
  /** Number of log files that could not be read, or only in part. */
  readonly damaged: number
}

/**
 * Reads the files that are new into the index, and opens it. Throws an `AuditError` if the folders have no log files, or
 * if the index belongs to another program, version or run.
 */
export function openLocalEngine(_settings: LocalArchiveSettings): Promise<LocalEngine> {
  return Promise.reject(new AuditError('failed', 'Archives on disk cannot be read yet.'))
}
