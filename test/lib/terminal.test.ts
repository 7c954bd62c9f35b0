import { expect, test } from 'vitest'
import { showsUnicode } from '../../src/lib/terminal.ts'

test.each<[Record<string, string>, boolean]>([
  [{}, true],
  [{ LANG: 'en_US.UTF-8' }, true],
  [{ LANG: 'C.UTF-8' }, true],
  [{ LANG: 'C' }, false],
  [{ LANG: 'POSIX' }, false],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'C' }, false],
  [{ LANG: 'en_US.UTF-8', LC_ALL: '', LC_CTYPE: 'C' }, false],
  [{ LANG: 'C', LC_ALL: 'en_US.UTF-8' }, true],
  [{ LANG: 'en_US.UTF-8', TERM: 'dumb' }, false],
  [{ TERM: 'xterm-256color' }, true],
])('terminal: %j shows more than ASCII: %s', (env, shows) => expect(showsUnicode(env)).toBe(shows))
