import { parseCommandLine as parseOf } from '../../src/cli/command-line.ts'
import { commandsIn, entriesOf, optionsOfAll } from '../../src/cli/command.ts'
import { helpText as helpOf } from '../../src/cli/help.ts'
import * as registry from '../../src/commands/index.ts'
import type { PublishRequest } from '../../src/model/options/publish-options.ts'

export const commands = commandsIn(registry)

type Parsed = { show: string } | { command: string; options: PublishRequest }

/** The name of the command and its request, of the commands that the program has. */
export function parseCommandLine(argv: readonly string[], env: Record<string, string> = {}, columns = 80): Parsed {
  const parsed = parseOf(commands, argv, env, columns)
  return 'show' in parsed ? parsed : { command: parsed.name, options: parsed.request as PublishRequest }
}

export const helpText = (name: string | null, columns: number): string => helpOf(commands, name, columns)

/** The options of all commands. */
export const entries = entriesOf(optionsOfAll(commands))
