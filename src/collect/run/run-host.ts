import type { ArchiveEngine } from '../../archives/engine.ts'
import type { Env } from '../../lib/process/env.ts'
import type { ObserveAnswer } from '../../aws/calls/call-context.ts'
import type { Wire } from '../../aws/session/wire.ts'
import type { ProcessTable } from '../../lib/files/file-lock.ts'
import type { Heap } from '../../lib/process/heap.ts'
import type { NoticedDeletion } from '../../model/history/noticed-deletion.ts'
import type { Report } from '../../model/report/report.ts'
import type { Instant } from '../../model/time.ts'
import type { Progress } from './progress.ts'

/** What an audit needs from the process around it. */
export interface RunHost {
  env: Env
  processes: ProcessTable
  heap: Heap
  /** The machine's clock. */
  now(): Instant
  /** A simulated AWS below the SDK. Null: the network. */
  wire: Wire | null
  /** The log files of the simulated AWS. Left out: those that the options name. */
  sampleArchive?: ArchiveEngine
  /** Stops further calls. The report still contains what is known. */
  signal: AbortSignal
  progress: Progress
  /** Asks the user a question; null without a terminal. Checking for a terminal opens stdin. */
  asker(): Ask | null
  /** Shows one line about a problem while the run goes on. */
  warn(line: string): void
  /** Shows one line with `--debug`. */
  debug(line: string): void
  /** Compares the report with the last run of a history. Left out: there is no history. */
  deletedSince?(report: Report): Promise<readonly NoticedDeletion[]>
  /** Gets the answer of every call. Left out: the answers are not observed. */
  observed?: ObserveAnswer
}

/** Shows a question on the terminal. Resolves to what the user typed, or null. */
export type Ask = (question: string) => Promise<string | null>
