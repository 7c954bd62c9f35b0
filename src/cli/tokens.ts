import { Command as Parser, CommanderError, Option } from 'commander'
import { acceptedBy, type Command, type Commands, entriesOf, optionsOfAll } from './command.ts'
import { flagOf, flagsOf, nameOf } from './option.ts'
import { usageError, type TypedOptions } from './settings.ts'
import type { OptionSet } from './option-set.ts'

export interface Tokens {
  typed: TypedOptions
  operands: readonly string[]
  /** The first word that looks like an option, but is not an option of the command. */
  unknown: string | undefined
}

/** Returns the name of the command, and the words without it. Options may precede the name. */
export function splitCommand(commands: Commands, argv: readonly string[]): { name: string | null; rest: string[] } {
  const operands = operandsIn(commands, argv)
  const [first = ''] = operands
  if (!Object.hasOwn(commands, first)) return { name: null, rest: [...argv] }
  // The parser returns the first operand and all that follows it as they were typed.
  const at = argv.length - operands.length
  return { name: first, rest: argv.filter((_, index) => index !== at) }
}

/**
 * The first word that is not an option, and all that follows it. Empty if an option has no value, which `tokenize`
 * reports.
 */
function operandsIn(commands: Commands, argv: readonly string[]): readonly string[] {
  try {
    const parser = parserOf(optionsOfAll(commands), () => {}).passThroughOptions()
    return parser.parseOptions(mutable(argv)).operands
  } catch (error) {
    if (error instanceof CommanderError) return []
    throw error
  }
}

/** Splits the words of a command into options and operands. Throws a usage error for an option without its value. */
export function tokenize(commands: Commands, command: Command, words: readonly string[]): Tokens {
  const typed = new Map<string, string[]>()
  const options = acceptedBy(command)
  const flags = allFlags(optionsOfAll(commands))
  const parser = parserOf(options, (name, word) => {
    if (word !== undefined && flags.has(word)) throw missingValue(flagOf(options[name] as OptionSet[string]), word)
    typed.set(name, [...(typed.get(name) ?? []), word ?? 'true'])
  })
  try {
    const { operands, unknown } = parser.parseOptions(mutable(words))
    const misspelt = words.find((word, at) => hasOneDash(word, options) && words[at - 1] !== '--sort')
    return { typed, operands, unknown: misspelt ?? unknown[0] }
  } catch (error) {
    if (error instanceof CommanderError) throw missingValue(words.at(-1) ?? '')
    throw error
  }
}

/** A parser that only splits words. It never writes or exits, because help and error messages are ours. */
function parserOf(options: OptionSet, onOption: (name: string, word: string | undefined) => void): Parser {
  const parser = new Parser()
    .helpOption(false)
    .exitOverride()
    .configureOutput({ outputError: () => {} })
  for (const [name, { flags }] of entriesOf(options)) {
    const option = new Option(flags)
    parser.addOption(option).on(`option:${option.name()}`, (word?: string) => onOption(name, word))
  }
  return parser
}

const mutable = (words: readonly string[]): string[] => [...words]

/** Whether a long name has one dash. `-region` would be read as `-r egion`. */
const hasOneDash = (word: string, options: OptionSet): boolean =>
  entriesOf(options).some(([, entry]) => word === `-${nameOf(entry)}`)

export const allFlags = (options: OptionSet): ReadonlySet<string> =>
  new Set(entriesOf(options).flatMap(([, entry]) => flagsOf(entry)))

const missingValue = (flag: string, next?: string) =>
  usageError(`${flag} needs a value${next === undefined ? '' : `, but ${next} follows`}.`, 'See kms-audit --help.')
