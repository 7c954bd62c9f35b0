import type { Io } from '../../lib/process/io.ts'
import { breakAtWords, canRedraw, ERASE_LINE } from '../../lib/process/terminal.ts'
import { stderrText } from '../../lib/text/safe-text.ts'
import type { Options } from '../../model/options.ts'

/** What a command says on stderr, a line at a time. */
export interface Speaker {
  /** Something people should know; not with `--quiet`. */
  note(text: string): void
  /** Something that went wrong. */
  complain(text: string): void
  /** Only with `--debug`. */
  debug(text: string): void
}

export function speaker({ show, debug }: Options, { stderr, env }: Io): Speaker {
  // The line of the progress may be there already.
  const clear = canRedraw(stderr, env) ? ERASE_LINE : ''
  const line = (text: string): void => void stderr.write(`${clear}${text}\n`)
  return {
    note: text => (show.quiet ? undefined : line(breakAtWords(stderrText(`kms-audit: ${text}`), stderr))),
    // Not broken: an error can hold a command to copy.
    complain: text => line(stderrText(`kms-audit: ${text}`)),
    debug: text => (debug ? line(stderrText(`debug: ${text}`)) : undefined),
  }
}
