import type { Env } from '../process/env.ts'

/** `always` and `never` apply to every output, `auto` colours terminals only. */
export type ColorMode = 'auto' | 'always' | 'never'

/**
 * Returns the mode if `--color` is `auto` or not given. NO_COLOR (https://no-color.org) takes precedence over
 * FORCE_COLOR (https://force-color.org). As in Node.js, FORCE_COLOR=0 turns colours off, and `TERM=dumb` means a
 * terminal without colours.
 */
export function colorModeFrom(env: Env): ColorMode {
  const { NO_COLOR: no = '', FORCE_COLOR: force = '', TERM: term } = env
  if (no !== '') return 'never'
  if (force !== '') return /^(0|false)$/i.test(force) ? 'never' : 'always'
  return term === 'dumb' ? 'never' : 'auto'
}
