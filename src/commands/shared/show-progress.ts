import type { Io } from '../../lib/process/io.ts'
import { canRedraw, ERASE_LINE } from '../../lib/process/terminal.ts'
import { SECOND } from '../../model/time.ts'
import type { ShowOptions } from '../../model/options/options.ts'

/** Milliseconds between two updates of the progress line. */
const DRAWN_EVERY = 250
const LOGGED_EVERY = 10 * SECOND
/** Milliseconds. A shorter run shows no progress, because a line that flashes up is only noise. */
const PATIENCE = SECOND

/**
 * Shows the progress that `text` returns: on a terminal in one line that is redrawn, with `--log-progress` as a new
 * line every ten seconds. An empty text is not shown. Returns a function that ends the progress and erases the line.
 */
export function showProgress(
  text: () => string,
  { progress: how, quiet }: Pick<ShowOptions, 'progress' | 'quiet'>,
  { stderr, env }: Pick<Io, 'stderr' | 'env'>,
): () => void {
  if (how === 'off' || quiet) return () => {}
  if (how === 'log') return log(text, stderr)
  return canRedraw(stderr, env) ? draw(text, stderr) : () => {}
}

function log(text: () => string, stderr: Io['stderr']): () => void {
  const timer = setInterval(() => {
    const line = text()
    if (line !== '') void stderr.write(`kms-audit: ${line}\n`)
  }, LOGGED_EVERY)
  return () => clearInterval(timer)
}

function draw(text: () => string, stderr: Io['stderr']): () => void {
  const started = performance.now()
  let drawn = false
  const timer = setInterval(() => {
    const line = text()
    if (performance.now() - started < PATIENCE || line === '') return
    drawn = true
    void stderr.write(`${ERASE_LINE}${fitted(line, stderr.columns - 1)}`)
  }, DRAWN_EVERY)
  return () => {
    clearInterval(timer)
    if (drawn) void stderr.write(ERASE_LINE)
  }
}

/**
 * Fits the text into one line: without the note in parentheses if it is too long, then cut. A second line could not be
 * erased.
 */
const fitted = (line: string, width: number): string =>
  line.length <= width ? line : line.replace(/ \([^()]*\)$/, '').slice(0, Math.max(0, width))
