/** What the process says when it ends. A table, never a count. */
export const EXIT = {
  /** Done. */
  ok: 0,
  /** `--fail-on` matched. */
  findings: 1,
  /** Wrong usage. */
  usage: 2,
  /** Could not run: no credentials, no network, no place answered. */
  failed: 3,
  /** Done but incomplete, with `--strict`, or credentials were lost in mid-run. */
  incomplete: 4,
  /** Ctrl-C. */
  interrupted: 130,
  /** SIGTERM. */
  terminated: 143,
  /** SIGHUP: the terminal was closed. */
  hungUp: 129,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** An expected way to fail: one line for people, with what to do next. Anything else is a bug and keeps its stack. */
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
