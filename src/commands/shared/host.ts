import type { Progress } from '../../collect/run/progress.ts'
import type { Commands } from '../../cli/command.ts'
import type { Wire } from '../../aws/session/wire.ts'
import type { Heap } from '../../lib/process/heap.ts'
import type { Io } from '../../lib/process/io.ts'
import type { Instant } from '../../model/time.ts'

/** What the process provides to a command. */
export interface Host {
  /** Every command by name. */
  commands: Commands
  io: Io
  /** The machine's clock. */
  now(): Instant
  /** A simulated AWS for tests; null: the network. */
  wire: Wire | null
  /** The heap of this process. */
  heap: Heap
  /** Gets the progress of each run that begins. Left out: only the terminal shows it. */
  onRun?(progress: Progress): void
}
