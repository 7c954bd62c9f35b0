import type { GapLog } from '../aws/calls/gap-log.ts'
import type { PlaceClient } from '../aws/session/place-client.ts'
import type { ProcessTable } from '../lib/files/file-lock.ts'
import type { Place } from '../model/place.ts'
import type { Instant } from '../model/time.ts'
import type { ArchiveEngine } from './engine.ts'
import type { IndexProgress } from './index-store/progress.ts'

/** What an archive may use of a run when it is opened or estimated. */
export interface ArchiveRun {
  /** The places to search, also those that were not entered. */
  places: readonly Place[]
  /**
   * Searches with the first session of the run. Region null: the first one of the run.
   *
   * @throws AuditError if no account was entered, or the Region is of another partition
   */
  searcher(region: string | null): Searcher
  /** One for each place that was entered. */
  searchers(): readonly Searcher[]
  /** The home Regions of the trails that record the places now, without those that are among the places. */
  trailHomes(): Promise<readonly Place[]>
  gaps: Pick<GapLog, 'add'>
  signal: AbortSignal
  /** Writes a line to stderr. */
  warn(line: string): void
  /** Factor of the pauses while a query runs: 1, or less in tests. */
  patience: number
  now: Instant
  processes: ProcessTable
  /** Shows how many log files have been read. Null: all have been. */
  onProgress(read: IndexProgress | null): void
  /** The log files of the simulated AWS, in place of those that the options name. Null: AWS is not simulated. */
  sample: ArchiveEngine | null
}

/** Calls one service in one place, to search what is there. */
export interface Searcher {
  client: PlaceClient
  /** Returns the client that cancels queries. Its calls outlive the signal of the run. */
  stopper(): PlaceClient
  /** What finished queries found, kept for a run that is resumed. JSON values only. */
  memory: { recall(id: string): unknown; remember(id: string, value: unknown): void }
}
