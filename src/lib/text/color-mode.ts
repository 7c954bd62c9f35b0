import type { Env } from '../process/env.ts'

/** `always` and `never` hold whatever the output is; `auto` is for terminals only. */
export type ColorMode = 'auto' | 'always' | 'never'

/**
 * The mode that holds when `--color` is `auto` or not given, by https://no-color.org and https://force-color.org.
 * NO_COLOR takes precedence. As in Node.js, FORCE_COLOR=0 turns colors off. `TERM=dumb` is a terminal without colors.
 */
export function colorModeFrom(env: Env): ColorMode {
  const { NO_COLOR: no = '', FORCE_COLOR: force = '', TERM: term } = env
  if (no !== '') return 'never'
  if (force !== '') return /^(0|false)$/i.test(force) ? 'never' : 'always'
  return term === 'dumb' ? 'never' : 'auto'
}
