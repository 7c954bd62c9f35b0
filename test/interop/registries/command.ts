import { expect } from 'vitest'
import type { PlantedEntry } from './planted-copy.ts'

const CODE = `import type { Command } from '../cli/command.ts'
import { flag } from '../cli/kinds/kind.ts'
import { option } from '../cli/option.ts'
import { resolveSettings } from '../cli/settings.ts'
import type { Host } from './shared/host.ts'

const options = {
  loudly: option({ flags: '--loudly', group: 'Output', help: 'Print in capital letters', kind: flag, fallback: false }),
}

export const greet: Command<{ word: string; isLoud: boolean }, Host> = {
  summary: 'Print a word',
  description: 'Print a word.',
  operands: [{ name: 'word', required: true, noun: 'word', hint: 'Run kms-audit greet hello.' }],
  options,
  refusal: { words: 'kms-audit greet', hint: 'It takes --loudly.' },
  examples: [{ what: 'Greet', command: 'kms-audit greet hello' }],
  exitCodes: false,
  read(input) {
    return { word: input.operands[0] ?? '', isLoud: resolveSettings(options, input).settings.loudly }
  },
  async run({ word, isLoud }, { io }) {
    await io.stdout.write((isLoud ? word.toUpperCase() : word) + '\\n')
    return 0
  },
}
`

export const command: PlantedEntry = {
  files: { 'src/commands/greet.ts': CODE },
  lines: { 'src/commands/index.ts': "export { greet } from './greet.ts'" },
  tests: {
    'a new command gets its operand and its option': async copy => {
      expect(await copy.run('greet', 'hello')).toEqual({ code: 0, out: 'hello\n', err: '' })
      expect(await copy.run('--loudly', 'greet', 'hello')).toEqual({ code: 0, out: 'HELLO\n', err: '' })
    },
    'a new command refuses what it does not take': async copy => {
      const { code, err } = await copy.run('greet', 'hello', '--only', 'unused')
      expect([code, err]).toEqual([2, 'kms-audit: --only has no effect with kms-audit greet. It takes --loudly.\n'])
      expect((await copy.run('greet')).err).toBe('kms-audit: greet requires a word. Run kms-audit greet hello.\n')
    },
    'the option of a new command is refused by the others': async copy => {
      const { code, err } = await copy.run('--demo', '--loudly')
      expect([code, err]).toEqual([
        2,
        'kms-audit: --loudly is an option of kms-audit greet. See kms-audit greet --help.\n',
      ])
    },
    'a new command is in the short help and has its own help': async copy => {
      expect((await copy.run('--help')).out).toMatch(/^ {2}greet +Print a word$/m)
      expect((await copy.run('greet', '--help')).out).toMatch(/^ {6}--loudly +Print in capital letters$/m)
    },
    'the completion scripts have a new command and its option': async copy => {
      const { code, out } = await copy.run('completion', 'fish')
      expect(code).toBe(0)
      expect(out).toContain("-a greet -d 'Print a word'")
      expect(out).toContain("'__kms_audit_runs greet' -l loudly -d 'Print in capital letters'")
    },
    'the option of a new command is in the table of the guide': async copy => {
      expect(await copy.block('options')).toContain('| `--loudly` | Print in capital letters | `KMS_AUDIT_LOUDLY` |')
    },
  },
}
