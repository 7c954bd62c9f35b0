import type { ExitCode } from '../../lib/process/exit.ts'
import { EXIT } from '../../lib/process/exit.ts'
import type { Io } from '../../lib/process/io.ts'

export interface Interruption {
  signal: AbortSignal
  /** The exit code of the received signal. Null: no signal. */
  readonly exit: ExitCode | null
  end(): void
}

/**
 * Handles signals. The first Ctrl-C, SIGTERM or SIGHUP stops the calls, and the results so far are written. A second
 * one ends the process at once, as is the default of the system.
 */
export function interruptible(io: Io): Interruption {
  const controller = new AbortController()
  let exit: ExitCode | null = null
  const stop = (code: ExitCode) => (): void => {
    exit = code
    end()
    controller.abort()
  }
  const endings = [
    io.onSignal('SIGINT', stop(EXIT.interrupted)),
    io.onSignal('SIGTERM', stop(EXIT.terminated)),
    io.onSignal('SIGHUP', stop(EXIT.hungUp)),
  ]
  const end = (): void => endings.forEach(ending => ending())
  return {
    signal: controller.signal,
    get exit() {
      return exit
    },
    end,
  }
}
