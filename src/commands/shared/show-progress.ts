import type { Io } from '../../lib/process/io.ts'
import { canRedraw, ERASE_LINE } from '../../lib/process/terminal.ts'
import { SECOND } from '../../model/time.ts'
import type { ShowOptions } from '../../model/options.ts'

/** Milliseconds between two drawings of the line. */
const DRAWN_EVERY = 250
const LOGGED_EVERY = 10 * SECOND
/** Runs that are over sooner show nothing: a line that flashes up only disturbs. */
const PATIENCE = SECOND

/**
 * Shows how far a run is, as `text` says it at the time: on a terminal in one line that is drawn again, with
 * `--log-progress` as a line every ten seconds. An empty text is not shown. The answer ends it and erases the line.
 */
export function showProgress(
  text: () => string,
  { progress: how, quiet }: ShowOptions,
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

/** The line without its note in parentheses where it is too long, and cut if it still is: a second line would stay. */
const fitted = (line: string, width: number): string =>
  line.length <= width ? line : line.replace(/ \([^()]*\)$/, '').slice(0, Math.max(0, width))
