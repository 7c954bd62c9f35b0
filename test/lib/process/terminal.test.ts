import { expect, test } from 'vitest'
import { breakAtWords, showsUnicode } from '../../../src/lib/process/terminal.ts'

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

test.each([
  ['a terminal breaks lines between words', true, 20, 'kms-audit: a line\nthat is long\nand another'],
  ['a terminal that reports no width has 80 columns', true, 0, 'kms-audit: a line that is long\nand another'],
  ['what is piped stays as it is', false, 20, 'kms-audit: a line that is long\nand another'],
])('messages: %s', (_, isTTY, columns, expected) => {
  expect(breakAtWords('kms-audit: a line that is long\nand another', { isTTY, columns })).toBe(expected)
})
