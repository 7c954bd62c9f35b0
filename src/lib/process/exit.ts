/** The exit codes of the process. */
export const EXIT = {
  /** Done. */
  ok: 0,
  /** `--fail-on` matched. */
  findings: 1,
  /** Wrong usage. */
  usage: 2,
  /** Could not run: no credentials, no network, or no place answered. */
  failed: 3,
  /** Done but incomplete, with `--strict`, or credentials expired during the run. */
  incomplete: 4,
  /** Ctrl-C. */
  interrupted: 130,
  /** SIGTERM. */
  terminated: 143,
  /** SIGHUP: the terminal was closed. */
  hungUp: 129,
} as const

export type ExitName = keyof typeof EXIT
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** An expected failure: one line for the user, and what to do next. Every other error is a bug and keeps its stack. */
export class AuditError extends Error {
  override name = 'AuditError'
  readonly exit: ExitCode
  readonly hint: string | undefined

  constructor(exit: 'usage' | 'failed', message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.exit = EXIT[exit]
    this.hint = options.hint
  }
}
