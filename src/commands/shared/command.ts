import type { Wire } from '../../aws/session/wire.ts'
import type { ExitCode } from '../../lib/process/exit.ts'
import type { Heap } from '../../lib/process/heap.ts'
import type { Io } from '../../lib/process/io.ts'
import type { Instant } from '../../model/time.ts'
import type { Options } from '../../model/options.ts'

/** The world that a command runs in. */
export interface World {
  io: Io
  /** The machine's clock. */
  now(): Instant
  /** A simulated AWS for tests; null: the network. */
  wire: Wire | null
  /** The heap of this process. */
  heap: Heap
}

/** One command: parsed options in, exit code out. What it cannot do it throws as an `AuditError`. */
export interface Command {
  run(options: Options, world: World): Promise<ExitCode>
}
