/**
 * Whether the terminal can be expected to show more than ASCII: not with `TERM=dumb`, and not where the locale is `C` or
 * `POSIX`. Of the variables for the locale the first that is set and not empty counts, as POSIX has it; where none is
 * set (Windows, many containers) terminals show UTF-8 all the same.
 */
export function showsUnicode(env: Readonly<Record<string, string | undefined>>): boolean {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(value => value !== undefined && value !== '')
  return env['TERM'] !== 'dumb' && locale !== 'C' && locale !== 'POSIX'
}
