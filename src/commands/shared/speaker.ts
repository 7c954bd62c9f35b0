import type { Io } from '../../lib/process/io.ts'
import { breakAtWords, canRedraw, ERASE_LINE } from '../../lib/process/terminal.ts'
import { stderrText } from '../../lib/text/safe-text.ts'

/** Writes the messages of a command to stderr, one line each. */
export interface Speaker {
  /** Writes a note, unless `--quiet` is set. */
  note(text: string): void
  /** Writes an error. */
  complain(text: string): void
  /** Writes a line if `--debug` is set. */
  debug(text: string): void
}

/** What decides which messages are written. */
interface SpeakerOptions {
  show: { quiet: boolean }
  debug: boolean
}

export function speaker({ show, debug }: SpeakerOptions, { stderr, env }: Io): Speaker {
  // The progress may already be on this line.
  const clear = canRedraw(stderr, env) ? ERASE_LINE : ''
  const line = (text: string): void => void stderr.write(`${clear}${text}\n`)
  return {
    note: text => (show.quiet ? undefined : line(breakAtWords(stderrText(`kms-audit: ${text}`), stderr))),
    // An error is not wrapped, because it can contain a command to copy.
    complain: text => line(stderrText(`kms-audit: ${text}`)),
    debug: text => (debug ? line(stderrText(`debug: ${text}`)) : undefined),
  }
}
