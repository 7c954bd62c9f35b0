import { expect, test } from 'vitest'
import { entriesOf } from '../../../src/cli/command.ts'
import { bashScript } from '../../../src/cli/completion/bash.ts'
import { fishScript } from '../../../src/cli/completion/fish.ts'
import { brief, shellWordsOf } from '../../../src/cli/completion/shell-words.ts'
import { zshScript } from '../../../src/cli/completion/zsh.ts'
import { flagsOf } from '../../../src/cli/option.ts'
import { main } from '../../../src/main.ts'
import { memoryIo } from '../../memory-io.ts'
import { commands } from '../parse.ts'

const words = shellWordsOf(commands, ['eu-west-1', 'us-east-1'])
const scripts = { bash: bashScript(words), zsh: zshScript(words), fish: fishScript(words) }

test.each(['bash', 'zsh', 'fish'] as const)('completion: the script for %s has every command and option', shell => {
  const script = scripts[shell]
  for (const [name, { options, operands }] of Object.entries(commands)) {
    expect(script).toMatch(new RegExp(`\\b${name}\\b`))
    for (const value of operands.flatMap(({ values = [] }) => values)) expect(script).toContain(value)
    for (const flag of entriesOf(options).flatMap(([, entry]) => flagsOf(entry)))
      expect(script).toContain(shell === 'fish' ? flag.replace(/^--?/, '') : flag)
  }
})

test('completion: every option with a fixed set of values offers them', () => {
  const audit = words.commands.find(({ name }) => name === 'audit')
  const offered = audit?.options.filter(({ values }) => values !== null && values.of.length > 0)
  expect(offered?.map(({ flags }) => flags.at(-1))).toEqual(
    expect.arrayContaining(['--region', '--profile', '--manager', '--source', '--max-rate', '--check', '--compliance']),
  )
  expect(offered?.map(({ flags }) => flags.at(-1))).toEqual(
    expect.arrayContaining(['--severity', '--output', '--only', '--columns', '--sort', '--fail-on', '--color']),
  )
})

test('completion: the text of an option ends before its first explanation', () => {
  expect(brief('Regions to audit: names, globs such as eu-*, or all')).toBe('Regions to audit')
  expect(brief('Days without use (default: 90)')).toBe('Days without use')
  expect(brief('Print only errors on stderr')).toBe('Print only errors on stderr')
})

test.each<[words: readonly string[], message: string]>([
  [['completion'], 'completion requires a shell. Use bash, zsh or fish.'],
  [['completion', 'zhs'], "Unknown shell 'zhs'. Did you mean zsh?"],
  [['completion', 'tcsh'], "Unknown shell 'tcsh'. Use bash, zsh or fish."],
  [
    ['completion', 'zsh', '-o', 'json'],
    '--output has no effect with kms-audit completion. It prints a script for bash, zsh or fish.',
  ],
])('completion: %j is a usage error', async (argv, message) => {
  const io = memoryIo()
  expect(await main(argv, io)).toBe(2)
  expect({ out: io.out(), err: io.err() }).toEqual({ out: '', err: `kms-audit: ${message}\n` })
})
