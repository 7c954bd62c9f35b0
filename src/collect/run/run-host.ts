import type { Env } from '../../lib/process/env.ts'
import type { Wire } from '../../aws/session/wire.ts'
import type { ProcessTable } from '../../lib/files/file-lock.ts'
import type { Heap } from '../../lib/process/heap.ts'
import type { Instant } from '../../model/time.ts'
import type { Progress } from './progress.ts'

/** What an audit takes from the world outside. */
export interface RunHost {
  env: Env
  processes: ProcessTable
  heap: Heap
  /** The machine's clock. */
  now(): Instant
  /** A simulated AWS beneath the SDK; null: the network. */
  wire: Wire | null
  /** Stops asking; what is known is still reported. */
  signal: AbortSignal
  progress: Progress
  /** Asks the user a question; null without a terminal. Checking for a terminal opens stdin. */
  asker(): Ask | null
  /** One line about something that goes wrong while the run goes on. */
  warn(line: string): void
  /** One line for people who asked to see everything. */
  debug(line: string): void
}

/** Shows a question on the terminal. Answers with what was typed, null when nothing was. */
export type Ask = (question: string) => Promise<string | null>
