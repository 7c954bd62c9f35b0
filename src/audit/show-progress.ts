import type { Sink } from '../lib/io.ts'
import { MINUTE, SECOND } from '../model/time.ts'
import type { ShowOptions } from '../options/options.ts'
import type { Progress } from './progress.ts'

const EVERY = 200
/** Runs that are over sooner show nothing: a line that flashes up only disturbs. */
const PATIENCE = SECOND

/** Shows how far a run is by then, on a terminal or as a line a minute; the answer takes it away again. */
export function showProgress(text: () => string, { progress: how, quiet }: ShowOptions, stderr: Sink): () => void {
  if (how === 'off' || quiet) return () => {}
  if (how === 'log') {
    const log = setInterval(() => {
      const line = text()
      if (line !== '') void stderr.write(`kms-audit: ${line}\n`)
    }, MINUTE)
    return () => clearInterval(log)
  }
  return stderr.isTTY ? draw(text, stderr) : () => {}
}

function draw(text: () => string, stderr: Sink): () => void {
  const started = performance.now()
  let drawn = false
  const timer = setInterval(() => {
    const line = text()
    if (performance.now() - started < PATIENCE || line === '') return
    drawn = true
    void stderr.write(`\r\u001b[K${line.slice(0, stderr.columns - 1)}`)
  }, EVERY)
  return () => {
    clearInterval(timer)
    if (drawn) void stderr.write('\r\u001b[K')
  }
}

/** Empty while it is hidden; else `2/17 places, 120 of 300 keys, 36 s left, kms:GetKeyLastUsage 180 waiting` */
export function progressText({ places, keys, waiting, secondsLeft, isHidden }: Progress): string {
  if (isHidden) return ''
  const queues = [...waiting].map(([operation, calls]) => `${operation} ${calls} waiting`)
  const left = secondsLeft < 1 ? [] : [`${durationText(secondsLeft)} left`]
  return [`${places.done}/${places.total} places`, `${keys.done} of ${keys.listed} keys`, ...left, ...queues].join(', ')
}

const durationText = (seconds: number): string =>
  seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`
