import { columnsHelp } from '../formats/columns/column-names.ts'
import { formats } from '../formats/index.ts'
import { sinks } from '../sinks/index.ts'
import { flagsOf, nameOf } from './option.ts'
import { helpText } from './help.ts'
import type { Options } from '../model/options.ts'
import { readOptions } from './resolve/options.ts'
import { usageError } from './settings.ts'
import { type Env } from '../lib/process/env.ts'
import { allFlags, splitCommandLine } from './tokens.ts'
import { asks, COMMANDS, helpOrVersion, topicIn, versionText, type CommandName } from './help-or-version.ts'
import { closestWord } from '../lib/text/suggest.ts'
import { quoted } from '../lib/text/quoted.ts'
import { joinWithOr, joinWithAnd } from '../lib/text/lists.ts'
import { entries, table } from './table.ts'

export type CommandLine =
  | { command: CommandName; options: Options }
  /** Text for stdout, and nothing else to do. */
  | { show: string }

/**
 * What the words on the command line ask for.
 *
 * @param columns width of the terminal, for the help text
 * @throws an `AuditError` of one line, with a hint, for the first thing that is wrong
 */
export function parseCommandLine(argv: readonly string[], env: Env, columns = 80): CommandLine {
  const text = helpOrVersion(argv, columns)
  if (text !== null) return { show: text }
  const { given, operands, unknown } = splitCommandLine(argv)
  // `-qh` and `-qV`: commander found them in a bundle.
  const [first = ''] = argv
  if (given.has('help') && first === operands[0] && topicIn([first]) === null) throw strayWord(first, argv)
  if (given.has('help')) return { show: helpText(topicIn(operands) ?? 'overview', columns) }
  if (given.has('version')) return { show: versionText() }
  if (given.get('columns')?.at(-1) === 'help') return { show: columnsHelp() }
  if (unknown !== undefined) throw unknownOption(unknown, operands)
  const command = COMMANDS.find(name => name === operands[0])
  // A word after `help` that names a command was handled above; here it is not one.
  const words = command === undefined && argv[0] !== 'help' ? operands : operands.slice(1)
  const sink = command === 'publish' ? sinkOf(words[0]) : null
  const stray = words[sink === null ? 0 : 1]
  if (stray !== undefined) throw strayWord(stray, argv)
  return { command: command ?? 'audit', options: readOptions(given, env, { command: command ?? 'audit', sink }) }
}

function sinkOf(word: string | undefined): string {
  if (word !== undefined && SINKS.includes(word)) return word
  const hint = `Run kms-audit publish ${joinWithOr(SINKS)}.`
  if (word === undefined) throw usageError('publish requires a destination.', hint)
  const near = closestWord(word, SINKS)
  throw usageError(`Unknown publish destination ${quoted(word)}.`, near === undefined ? hint : `Did you mean ${near}?`)
}

function unknownOption(word: string, operands: readonly string[]) {
  const [flag = word, value] = word.split('=', 2)
  if (value !== undefined && allFlags.has(flag)) return usageError(`${flag} takes no value.`, `Remove =${value}.`)
  const name = flag.replace(/^-+/, '')
  const meant = entries.find(([, { alsoCalled }]) => alsoCalled?.includes(name))?.[1]
  const near = meant === undefined ? closestWord(name, longNames()) : nameOf(meant)
  return usageError(
    `Unknown option ${quoted(flag)}.`,
    near === undefined ? seeHelp(operands) : `Did you mean --${near}?`,
  )
}

const longNames = (): string[] => entries.map(([, entry]) => nameOf(entry))

function strayWord(word: string, argv: readonly string[]) {
  const near = closestWord(word, [...COMMANDS, 'help'])
  if (near !== undefined) return usageError(`Unknown command ${quoted(word)}.`, `Did you mean ${near}?`)
  if (SINKS.includes(word)) return usageError(`Unknown command ${quoted(word)}.`, `Did you mean publish ${word}?`)
  if (word in formats && asks(argv, flagsOf(table.output)))
    return usageError(`Unexpected argument ${quoted(word)}.`, `Repeat the option for another output: -o ${word}=FILE.`)
  if (hasList(argv)) return usageError(`Unexpected argument ${quoted(word)}.`, JOIN)
  return usageError(`Unknown command ${quoted(word)}.`, `Available commands: ${COMMAND_LIST}.`)
}

/** `-r eu-west-1 eu-west-2`, as several other tools want it. */
const hasList = (argv: readonly string[]): boolean =>
  entries.some(([, entry]) => entry.flags.endsWith('<list>') && asks(argv, flagsOf(entry)))

const SINKS = Object.keys(sinks)
/** The first is the default. */
const COMMAND_LIST = joinWithAnd([...COMMANDS.map((name, at) => (at === 0 ? `${name} (the default)` : name)), 'help'])
const JOIN = 'Separate the values of a list with commas: -r eu-west-1,eu-west-2.'
/** The help that lists all options of the command that was meant. */
const seeHelp = (operands: readonly string[]): string =>
  `See kms-audit ${COMMANDS.find(name => name === operands[0]) ?? 'audit'} --help.`
