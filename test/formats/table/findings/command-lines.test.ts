import { expect, test } from 'vitest'
import { commandLines } from '../../../../src/formats/table/findings/command-lines.ts'

test.each<[string, string, string[]]>([
  ['one command is one line', 'aws kms enable-key', ['aws kms enable-key']],
  ['each command has a line, which ends so that the shell reads on', 'a && b && c', ['a &&', 'b &&', 'c']],
  ['quotes hold what they hold', `a 'x && y' && b "x && y"`, [`a 'x && y' &&`, `b "x && y"`]],
  ['a quote inside quotes', `a 'it'\\''s && x' && b "\\" && "`, [`a 'it'\\''s && x' &&`, `b "\\" && "`]],
  ['no remedy is one empty line', '', ['']],
])('commandLines: %s', (_, remedy, lines) => expect(commandLines(remedy)).toEqual(lines))
