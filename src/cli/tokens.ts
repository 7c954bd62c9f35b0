import { Command, CommanderError, Option } from 'commander'
import { flagOf, flagsOf, nameOf } from './option.ts'
import { usageError, type Given } from './settings.ts'
import { entries, table, type OptionName } from './table.ts'

interface Split {
  given: Given
  operands: readonly string[]
  /** The first word that looks like an option and is none. */
  unknown: string | undefined
}

/** Commander splits the words into options and operands. It never writes or exits: the error messages are ours. */
export function splitCommandLine(argv: readonly string[]): Split {
  const given = new Map<OptionName, string[]>()
  const command = new Command()
    .helpOption(false)
    .exitOverride()
    .configureOutput({ outputError: () => {} })
  for (const [name, { flags }] of entries) {
    const option = new Option(flags)
    command.addOption(option).on(`option:${option.name()}`, (word?: string) => {
      if (word !== undefined && allFlags.has(word)) throw missingValue(flagOf(table[name]), word)
      given.set(name, [...(given.get(name) ?? []), word ?? 'true'])
    })
  }
  try {
    const { operands, unknown } = command.parseOptions([...argv])
    return {
      given,
      operands,
      unknown: argv.find((word, at) => hasOneDash(word) && argv[at - 1] !== '--sort') ?? unknown[0],
    }
  } catch (error) {
    if (error instanceof CommanderError) throw missingValue(argv.at(-1) ?? '')
    throw error
  }
}

/** `-region` would be read as `-r egion`. */
const hasOneDash = (word: string): boolean => entries.some(([, entry]) => word === `-${nameOf(entry)}`)

export const allFlags: ReadonlySet<string> = new Set(entries.flatMap(([, entry]) => flagsOf(entry)))

const missingValue = (flag: string, next?: string) =>
  usageError(`${flag} needs a value${next === undefined ? '' : `, but ${next} follows`}.`, 'See kms-audit --help.')
