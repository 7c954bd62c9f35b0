import type { Env } from '../lib/process/env.ts'
import { AuditError, EXIT } from '../lib/process/exit.ts'
import { acceptedBy, type Command, type Commands, entriesOf, type Input } from './command.ts'
import { type CommandLine, parseWords } from './command-line.ts'
import { type Config, placeIn } from './config/config.ts'
import { loadConfig } from './config/load-config.ts'
import { nameOf, variableOf } from './option.ts'

/** What the process provides to the command line. */
interface Surroundings {
  env: Env
  /** The current directory. Null: it was deleted. */
  directory: string | null
  /** Width of the terminal, for the help text. */
  columns: number
}

/**
 * Reads the command line and the config file: which command to run, with which request; or the help text to print.
 *
 * @throws an `AuditError` of one line, with a hint, for the first thing that is wrong
 */
export async function readRequest(
  commands: Commands,
  argv: readonly string[],
  { env, directory, columns }: Surroundings,
): Promise<CommandLine> {
  const line = parseWords(commands, argv, env, columns)
  if ('show' in line) return line
  const { command, operands, typed } = line
  const config = await loadConfig(commands, command, { typed, env, directory })
  const input: Input = { operands, typed, env, config }
  try {
    return { ...line, request: command.read(input) }
  } catch (error) {
    throw config === null ? error : withPlaces(error, config, command, input)
  }
}

/**
 * Adds where the config file sets the options that an error names: the user has not typed them, and may not know that
 * they are set.
 */
function withPlaces(error: unknown, config: Config, command: Command, { typed, env }: Input): unknown {
  if (!(error instanceof AuditError) || error.exit !== EXIT.usage) return error
  const named = Array.from(error.message.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g), ([, name = '']) => name)
  const places = entriesOf(acceptedBy(command)).flatMap(([key, entry]) => {
    const value = config.values.get(nameOf(entry))
    if (value === undefined || typed.has(key) || env[variableOf(entry)] || !named.includes(nameOf(entry))) return []
    return [`${placeIn(config, value)} sets ${nameOf(entry)}.`]
  })
  if (places.length === 0) return error
  const hint = [error.hint, ...places].filter(text => text !== undefined).join(' ')
  return new AuditError('usage', error.message, { hint, cause: error })
}
