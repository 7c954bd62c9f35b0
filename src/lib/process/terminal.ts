import type { Env } from './env.ts'
import type { OutputStream } from './io.ts'
import { wrap } from '../text/wrap.ts'

/**
 * Whether the terminal can be expected to show more than ASCII: not with `TERM=dumb`, and not where the locale is `C` or
 * `POSIX`. Of the variables for the locale the first that is set and not empty counts, as POSIX has it; where none is
 * set (Windows, many containers) terminals show UTF-8 all the same.
 */
export function showsUnicode(env: Env): boolean {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(value => value !== undefined && value !== '')
  return env['TERM'] !== 'dumb' && locale !== 'C' && locale !== 'POSIX'
}

/** Moves to the start of the line and erases it. */
export const ERASE_LINE = '\r\u001b[K'

/** Whether a line can be erased and drawn again: on terminals, except those that show escape codes as text. */
export const canRedraw = ({ isTTY }: OutputStream, env: Env): boolean => isTTY && env['TERM'] !== 'dumb'

/** The text with its lines broken between words where a terminal would break them anywhere; unchanged elsewhere. */
export function breakAtWords(text: string, { isTTY, columns }: Pick<OutputStream, 'isTTY' | 'columns'>): string {
  if (!isTTY) return text
  const width = (columns > 0 ? columns : 80) - 1
  return text
    .split('\n')
    .flatMap(line => wrap(line, width))
    .join('\n')
}
