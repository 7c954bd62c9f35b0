import type { Wire } from '../aws/wire.ts'
import type { ExitCode } from '../lib/exit.ts'
import type { Io } from '../lib/io.ts'
import type { Instant } from '../model/time.ts'
import type { Options } from '../options/options.ts'

/** The world that a command runs in. */
export interface World {
  io: Io
  /** The machine's clock. */
  now(): Instant
  /** A simulated AWS for tests; null: the network. */
  wire: Wire | null
}

/** One command: parsed options in, exit code out. What it cannot do it throws as an `AuditError`. */
export interface Command {
  run(options: Options, world: World): Promise<ExitCode>
}
