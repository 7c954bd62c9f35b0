import { expect, test } from 'vitest'
import type { Command, Commands } from '../../src/cli/command.ts'
import { flag } from '../../src/cli/kinds/kind.ts'
import { manPage } from '../../src/cli/man-page.ts'
import { option, shownFlags } from '../../src/cli/option.ts'
import { commands } from './parse.ts'

const EDITION = { version: '1.2.3', date: '2026-11-20' }
const page = manPage(commands, EDITION)
/** As a reader sees it, as far as escapes go. */
const plain = (text: string): string => text.replaceAll('\\-', '-')

test('man page: its head names the program, the section, the date and the version', () => {
  expect(page).toContain('.TH KMS\\-AUDIT 1 2026-11-20 "kms-audit 1.2.3" "User Commands"\n')
  expect(page).toMatch(/^\.SH NAME\nkms\\-audit \\- \S/m)
})

test('man page: it has every command, option, exit code and example', () => {
  for (const [name, { options, examples }] of Object.entries(commands)) {
    expect(plain(page)).toContain(`\\fBkms-audit\\fR ${name === 'audit' ? '[audit]' : name}`)
    for (const entry of Object.values(options)) expect(plain(page)).toContain(shownFlags(entry))
    for (const { command } of examples)
      expect(plain(page)).toContain(command.replaceAll("'", '\\(aq').replaceAll('~', '\\(ti'))
  }
  for (const code of [0, 1, 2, 3, 4, 130, 143, 129]) expect(page).toContain(`.TP\n\\fB${code}\\fR\n`)
})

test('man page: no text means anything to roff', () => {
  const hostile = '.PP \\fB^caret^ "double" `back` ~/x é'
  const command: Command = {
    summary: hostile,
    description: hostile,
    operands: [],
    options: { demo: option({ flags: '--demo', group: 'Output', help: hostile, kind: flag, fallback: false }) },
    common: {},
    refusal: { words: '', hint: '' },
    examples: [{ what: hostile, command: "'quoted" }],
    exitCodes: true,
    read: () => null,
    run: () => Promise.resolve(0),
  }
  const written = manPage({ audit: command } as Commands, EDITION)
  expect(written).toContain('\\&.PP \\efB\\(hacaret\\(ha \\(dqdouble\\(dq \\(gaback\\(ga \\(ti/x \\[u00E9]')
  expect(written).toContain('\n\\(aqquoted\n')
})

test('man page: no line of the source is longer than 120 characters', () => {
  expect(page.split('\n').filter(line => line.length > 120)).toEqual([])
})
