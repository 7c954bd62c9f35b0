import type { Env } from './env.ts'
import type { OutputStream } from './io.ts'
import { wrap } from '../text/wrap.ts'

/**
 * Whether the terminal shows more than ASCII. It does not with `TERM=dumb`, nor in the locales `C` and `POSIX`. As in
 * POSIX, the first locale variable that is set and not empty counts. If none is set, as on Windows and in many
 * containers, terminals show UTF-8.
 */
export function showsUnicode(env: Env): boolean {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(value => value !== undefined && value !== '')
  return env['TERM'] !== 'dumb' && locale !== 'C' && locale !== 'POSIX'
}

/** Moves the cursor to the start of the line and erases the line. */
export const ERASE_LINE = '\r\u001b[K'

/** Whether a line can be erased and drawn again. Pipes and terminals with `TERM=dumb` show escape codes as text. */
export const canRedraw = ({ isTTY }: OutputStream, env: Env): boolean => isTTY && env['TERM'] !== 'dumb'

/** Breaks lines between words, because a terminal would break them anywhere. Text for pipes and files is unchanged. */
export function breakAtWords(text: string, { isTTY, columns }: Pick<OutputStream, 'isTTY' | 'columns'>): string {
  if (!isTTY) return text
  const width = (columns > 0 ? columns : 80) - 1
  return text
    .split('\n')
    .flatMap(line => wrap(line, width))
    .join('\n')
}
