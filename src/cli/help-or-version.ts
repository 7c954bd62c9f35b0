import { commands } from '../commands/index.ts'
import { flagsOf } from './option.ts'
import { helpText } from './help.ts'
import { table } from './table.ts'
import { toolVersion } from '../lib/process/version.ts'

export type CommandName = keyof typeof commands
export const COMMANDS = Object.keys(commands) as CommandName[]

/**
 * The text for stdout if the words ask for help or for the version, also if they are wrong otherwise. Without the rest
 * of the command line, which takes longer to load.
 *
 * @param columns width of the terminal
 */
export function helpOrVersion(argv: readonly string[], columns: number): string | null {
  if (argv[0] === 'help') {
    const [word = 'help'] = argv.slice(1).filter(each => !each.startsWith('-'))
    const topic = word === 'help' ? (topicIn(argv) ?? 'overview') : topicIn([word])
    return topic === null ? null : helpText(topic, columns)
  }
  const [first = ''] = argv
  if (first !== '' && !first.startsWith('-') && topicIn([first]) === null) return null
  if (asks(argv, flagsOf(table.help))) return helpText(topicIn(argv) ?? 'overview', columns)
  return asks(argv, flagsOf(table.version)) ? versionText() : null
}

export const versionText = (): string => `${toolVersion()}\n`

/** The command whose help is asked for. */
export const topicIn = (words: readonly string[]): CommandName | null =>
  COMMANDS.find(name => words.includes(name)) ?? null

export const asks = (argv: readonly string[], flags: readonly string[]): boolean =>
  argv.some(word => flags.includes(word))
