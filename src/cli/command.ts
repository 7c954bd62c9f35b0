import type { ExitCode, ExitName } from '../lib/process/exit.ts'
import type { OptionEntry } from './option.ts'
import type { Given } from './settings.ts'
import type { OptionSet } from './option-set.ts'

/**
 * A command declares what it takes, what its help says and what it does. The help, the refusal of other options, the
 * guide and the list of commands derive from it. `--help` loads all commands, so a command imports its work only when
 * it runs.
 */
export interface Command<Request = unknown, World = unknown> {
  /** One line for the list of commands. */
  summary: string
  /** The first paragraph of the command's own help. */
  description: string
  /** Words without a dash, in their order. */
  operands: readonly Operand[]
  /** What to do about a word after all operands. Null, or left out: see the help of the command. */
  hintFor?(word: string, operands: readonly string[]): string | null
  /** Every option that has an effect. All others are refused. */
  options: OptionSet
  /** Options that are accepted for scripts that always give them. The help of the command does not list them. */
  accepted?: OptionSet
  /** The command takes options of other commands to prepare their runs. Messages name the other commands as owners. */
  borrows?: true
  /** Options of which only the typed value counts, by name. */
  typedOnly?: readonly string[]
  /** Texts of options that mean something narrower here than elsewhere, by the name of the option. */
  texts?: Readonly<Record<string, string>>
  /** Of the default command alone: few words about the options that people use most, for the short help. */
  common?: Readonly<Record<string, string>>
  /** Options that change what the others can do; the first that is set counts. */
  modes?: readonly Mode[]
  /** Reads a config file only if the user names it: the current directory is not the user's choice. */
  searchesNoConfig?: true
  refusal: Refusal
  examples: readonly Example[]
  /** Whether the meanings of the exit codes are worth a paragraph: the command can end in several ways. */
  exitCodes: boolean
  /** What exit codes mean if it is not what they mean for an audit. Null: the command never ends so. */
  exitTexts?: ExitTexts
  /** Returns the request of a run. Throws an `AuditError` for the first word or variable that is wrong. */
  read(input: Input): Request
  /** Does the work and returns the exit code. Throws an `AuditError` if that is not possible. */
  run(request: Request, world: World): Promise<ExitCode>
}

export type ExitTexts = Readonly<Partial<Record<ExitName, string | null>>>

export interface Operand {
  /** The name in the usage line: `id`. */
  name: string
  required: boolean
  /** What the message about a missing word calls it: `an old report`. Left out: `a <name>`. */
  missing?: string
  /** The names of options without which the word is required: `demo`. */
  unless?: readonly string[]
  /** Any number of words. Only the last operand can be repeated. */
  repeated?: true
  /** The name in an error message: `publish destination`. */
  noun: string
  /** The only words that are valid. Left out: any. */
  values?: readonly string[]
  /** Words that a shell offers, although others are valid too. */
  offered?: readonly string[]
  /** The word is the path of a file, which a shell completes. */
  isFile?: true
  /** The list of commands has one line for the command, not one for each value. */
  isOneOf?: true
  /**
   * One line about each value, for the list of commands; with `isOneOf`, for the help of the command. Left out: the
   * summary of the command.
   */
  summaries?: Readonly<Record<string, string>>
  /** The next step when the word is missing or not valid. */
  hint: string
}

/** What a command does when one of its options is set: `--from`. */
export interface Mode {
  /** The option that decides, by name: `from`. */
  option: string
  /** As people type it: `publish --from` */
  words: string
  /** The options that have an effect, by name. */
  takes: readonly string[]
  /** Options of which only the typed value counts: their variables are about live audits. */
  typedOnly?: readonly string[]
  refusal: Omit<Refusal, 'words'>
}

/** The error message for an option that has no effect. */
export interface Refusal {
  /** `--only has no effect with <words>.` */
  words: string
  /** The next step, by name of the option. */
  hints?: Readonly<Record<string, string>>
  /** The next step for every other option. */
  hint: string
}

export interface Example {
  what: string
  command: string
}

/** The typed words of a command, and the environment. */
export interface Input extends Given {
  operands: readonly string[]
}

/** Every command by name. The first runs when no command is named. */
export type Commands = Readonly<Record<string, Command>>

/** The registry of commands, as the exports of a module: the command with the short help of the program comes first. */
export const commandsIn = (registry: Commands): Commands =>
  Object.fromEntries(Object.entries(registry).toSorted(([, a], [, b]) => Number(!a.common) - Number(!b.common)))

/** All options of a command, including those without an effect. */
export const acceptedBy = ({ options, accepted = {} }: Command): OptionSet => ({ ...options, ...accepted })

/**
 * The options of all commands, by name: for suggestions and for the guide. Of several with the same name, the one of the
 * first command.
 */
export function optionsOfAll(commands: Commands): OptionSet {
  const sets = Object.values(commands).map(acceptedBy)
  return Object.assign({}, ...sets, ...sets.toReversed()) as OptionSet
}

export const entriesOf = (options: OptionSet): [name: string, entry: OptionEntry][] => Object.entries(options)
