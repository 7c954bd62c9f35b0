import { acceptedBy, type Command, type Commands, type Operand } from '../command.ts'
import type { Values } from '../kinds/kind.ts'
import { flagsOf, takesValue } from '../option.ts'

/** What a shell offers: the commands with their options, and the values of both. */
export interface ShellWords {
  commands: readonly ShellCommand[]
  /** The flags of all commands that take a value. */
  valued: readonly string[]
  /** Names of Regions. Globs are left out. */
  regions: readonly string[]
}

export interface ShellCommand {
  name: string
  summary: string
  options: readonly ShellOption[]
  /** The values of the first operand. `files`: paths. */
  operand: readonly string[] | 'files'
  /** The values of a second operand. */
  second: readonly string[]
}

export interface ShellOption {
  /** `-r`, `--region` */
  flags: readonly string[]
  /** The meaning in a few words. */
  help: string
  /** Null: the option takes no value. */
  values: Values | null
}

/** The command that runs when none is named comes first. `regions` are names of Regions. */
export function shellWordsOf(commands: Commands, regions: readonly string[]): ShellWords {
  const all = Object.entries(commands)
  const valued = all.flatMap(([, command]) => Object.values(acceptedBy(command)).filter(takesValue).flatMap(flagsOf))
  return {
    commands: [
      ...all.map(([name, command]) => toShellCommand(name, command)),
      { name: 'help', summary: 'Show the help of a command', options: [], operand: Object.keys(commands), second: [] },
    ],
    valued: [...new Set(valued)],
    regions: ['all', ...regions],
  }
}

function toShellCommand(name: string, { summary, options, operands, texts = {} }: Command): ShellCommand {
  const [first, second] = operands
  return {
    name,
    summary,
    options: Object.entries(options)
      .filter(([, { secret }]) => secret !== true)
      .map(([key, entry]) => ({
        flags: flagsOf(entry),
        help: brief(texts[key] ?? entry.help),
        values: takesValue(entry) ? (entry.kind.values ?? { of: [] }) : null,
      })),
    operand: first === undefined ? [] : valuesOf(first),
    second: secondOf(first, second),
  }
}

const secondOf = (first: Operand | undefined, second: Operand | undefined): readonly string[] =>
  (first?.repeated === true ? first.values : undefined) ?? second?.values ?? second?.offered ?? []

const valuesOf = ({ values, isFile }: Operand): readonly string[] | 'files' =>
  values ?? (isFile === true ? 'files' : [])

/** The text up to its first explanation, because a shell shows it on one line. */
export const brief = (text: string): string => (/^.*?(?=;|:? \(|: |, such as)/.exec(text)?.[0] ?? text).trim()

/** Every value of this option, as it can be typed. */
export const wordsIn = ({ of, suffix }: Values, regions: readonly string[]): readonly string[] => {
  const words = of === 'regions' ? regions : of === 'profiles' || of === 'files' ? [] : of
  return suffix === 'number' ? words.map(word => `${word}=`) : words
}
