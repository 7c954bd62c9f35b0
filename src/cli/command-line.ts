import { columnsHelp } from '../formats/columns/column-names.ts'
import { formats } from '../formats/index.ts'
import { joinWithAnd } from '../lib/text/lists.ts'
import { quoted } from '../lib/text/quoted.ts'
import { closestWord } from '../lib/text/suggest.ts'
import {
  acceptedBy,
  type Command,
  type Commands,
  entriesOf,
  type Input,
  type Operand,
  optionsOfAll,
} from './command.ts'
import { helpText } from './help.ts'
import { hasFlag, helpOrVersion, versionText } from './help-or-version.ts'
import { frameworksHelp } from './kinds/frameworks.ts'
import { flagsOf, nameOf } from './option.ts'
import { refusalOf } from './refusals.ts'
import type { Env } from '../lib/process/env.ts'
import { type Given, usageError } from './settings.ts'
import { allFlags, splitCommand, tokenize } from './tokens.ts'

export type CommandLine =
  | { name: string; command: Command; request: unknown }
  /** The text to print to stdout; nothing else is left to do. */
  | { show: string }

/** A command with its typed words. */
export interface TypedLine extends Pick<Input, 'operands' | 'typed'> {
  name: string
  command: Command
}

/**
 * Reads the command line without a config file: which command to run, with which request; or the help text to print.
 *
 * @param columns width of the terminal, for the help text
 * @throws an `AuditError` of one line, with a hint, for the first thing that is wrong
 */
export function parseCommandLine(commands: Commands, argv: readonly string[], env: Env, columns = 80): CommandLine {
  const line = parseWords(commands, argv, env, columns)
  return 'show' in line ? line : { ...line, request: line.command.read({ ...line, env, config: null }) }
}

/** Reads the words of the command line; the command reads the values of its options. Throws as `parseCommandLine`. */
export function parseWords(
  commands: Commands,
  argv: readonly string[],
  env: Env,
  columns: number,
): TypedLine | { show: string } {
  const text = helpOrVersion(commands, argv, columns)
  if (text !== null) return { show: text }
  const { name: named, rest } = splitCommand(commands, argv)
  const name = named ?? (Object.keys(commands)[0] as string)
  const command = commands[name] as Command
  const { typed, operands, unknown } = tokenize(commands, command, rest)
  // commander finds `-h` and `-V` in bundles such as `-qh`.
  const [first = ''] = argv
  if (typed.has('help') && first === operands[0] && named === null) throw strayWord(commands, first, argv)
  if (typed.has('help')) return { show: helpText(commands, named, columns) }
  if (typed.has('version')) return { show: versionText() }
  if (typed.get('columns')?.at(-1) === 'help') return { show: columnsHelp() }
  if (typed.get('compliance')?.at(-1) === 'help') return { show: frameworksHelp() }
  if (unknown !== undefined) throw unknownOption(commands, name, unknown, { typed, env, config: null })
  refuseOperands(commands, { command, name, operands, typed }, argv)
  return { name, command, operands, typed }
}

/** Throws a usage error for the first operand that is missing, not valid or superfluous. */
function refuseOperands(commands: Commands, line: TypedLine, argv: readonly string[]): void {
  const { command, name, operands: words, typed } = line
  const isReplaced = ({ unless = [] }: Operand): boolean => unless.some(option => typed.has(option))
  command.operands.forEach((operand, at) => {
    if (words[at] !== undefined || !isReplaced(operand)) refuseOperand(name, operand, words[at])
  })
  const last = command.operands.at(-1)
  if (last?.repeated === true) {
    for (const word of words.slice(command.operands.length)) refuseOperand(name, last, word)
    return
  }
  // `help` with the name of a command was handled above. The word after `help` is not the name of a command here.
  const stray = words[command.operands.length + (argv[0] === 'help' ? 1 : 0)]
  if (stray === undefined) return
  if (command.operands.length === 0) throw strayWord(commands, stray, argv)
  const hint = repeatHint(command, stray, argv) ?? command.hintFor?.(stray, words) ?? `See kms-audit ${name} --help.`
  throw usageError(`Unexpected argument ${quoted(stray)}.`, hint)
}

function refuseOperand(
  command: string,
  { name, required, noun, values, hint, missing = `a ${name}` }: Operand,
  word: string | undefined,
) {
  if (word === undefined) {
    if (required) throw usageError(`${command} requires ${missing}.`, hint)
    return
  }
  if (values === undefined || values.includes(word)) return
  const near = closestWord(word, values)
  // An address can be a secret, such as that of a webhook.
  const shown = word.includes('://') ? 'with an address' : quoted(word)
  throw usageError(`Unknown ${noun} ${shown}.`, near === undefined ? hint : `Did you mean ${near}?`)
}

function unknownOption(commands: Commands, name: string, word: string, given: Given) {
  const command = commands[name] as Command
  const options = acceptedBy(command)
  const [flag = word, value] = word.split('=', 2)
  if (value !== undefined && allFlags(options).has(flag))
    return usageError(`${flag} takes no value.`, `Remove =${value}.`)
  const refusal = refusalOf(commands, command, flag, given)
  if (refusal !== null) return refusal
  const all = optionsOfAll(commands)
  const plain = flag.replace(/^-+/, '')
  const meant = entriesOf(all).find(([, { alsoCalled }]) => alsoCalled?.includes(plain))?.[1]
  const near = meant === undefined ? closestWord(plain, namesIn(all)) : nameOf(meant)
  return usageError(
    `Unknown option ${quoted(flag)}.`,
    near === undefined ? `See kms-audit ${name} --help.` : `Did you mean --${near}?`,
  )
}

const namesIn = (options: Readonly<Record<string, Parameters<typeof nameOf>[0]>>): string[] =>
  Object.values(options).map(nameOf)

function strayWord(commands: Commands, word: string, argv: readonly string[]) {
  const names = Object.keys(commands)
  const near = closestWord(word, [...names, 'help'])
  if (near !== undefined) return usageError(`Unknown command ${quoted(word)}.`, `Did you mean ${near}?`)
  const options = optionsOfAll(commands)
  const hint = repeatHint({ options }, word, argv)
  if (hint !== null) return usageError(`Unexpected argument ${quoted(word)}.`, hint)
  const owner = names.find(name => commands[name]?.operands[0]?.values?.includes(word))
  if (owner !== undefined) return usageError(`Unknown command ${quoted(word)}.`, `Did you mean ${owner} ${word}?`)
  if (word in formats && options['output'] !== undefined && hasFlag(argv, flagsOf(options['output'])))
    return usageError(`Unexpected argument ${quoted(word)}.`, `Repeat the option for another output: -o ${word}=FILE.`)
  if (hasList(commands, argv)) return usageError(`Unexpected argument ${quoted(word)}.`, JOIN)
  return usageError(`Unknown command ${quoted(word)}.`, `Available commands: ${listOf(names)}.`)
}

/** A hint for a further word after `--trail-archive DIR`: a shell expands `logs/*` to several. Null: it is elsewhere. */
function repeatHint({ options }: Pick<Command, 'options'>, word: string, argv: readonly string[]): string | null {
  const flags = Object.values(options)
    .filter(each => each.flags.endsWith('<dir>') && Array.isArray(each.fallback))
    .flatMap(flagsOf)
  const flag = flags.find(each =>
    argv.some(
      (other, at) => other === word && (argv[at - 2] === each || argv[at - 1]?.startsWith(`${each}=`) === true),
    ),
  )
  return flag === undefined ? null : `Repeat ${flag} before each directory.`
}

/** Whether an option takes a list. Several other tools take lists as `-r eu-west-1 eu-west-2`. */
const hasList = (commands: Commands, argv: readonly string[]): boolean =>
  entriesOf(optionsOfAll(commands)).some(([, entry]) => entry.flags.endsWith('<list>') && hasFlag(argv, flagsOf(entry)))

/** The names of the commands, for an error message. The first one is the default. */
const listOf = (names: readonly string[]): string =>
  joinWithAnd([...names.map((name, at) => (at === 0 ? `${name} (the default)` : name)), 'help'])

const JOIN = 'Separate the values of a list with commas: -r eu-west-1,eu-west-2.'
