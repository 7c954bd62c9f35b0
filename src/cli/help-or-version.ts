import { toolVersion } from '../lib/process/version.ts'
import type { Commands } from './command.ts'
import { helpText } from './help.ts'

/**
 * Returns the text to print if the words ask for help or for the version, even if they are wrong otherwise. Null: they
 * ask for neither. This does not load the parser of the command line, so `--help` starts fast.
 *
 * @param columns width of the terminal
 */
export function helpOrVersion(commands: Commands, argv: readonly string[], columns: number): string | null {
  const [first = ''] = argv
  if (first === 'help') {
    const [word = 'help'] = argv.slice(1).filter(each => !each.startsWith('-'))
    if (word === 'help') return helpText(commands, commandIn(commands, argv), columns)
    return Object.hasOwn(commands, word) ? helpText(commands, word, columns) : null
  }
  if (first !== '' && !first.startsWith('-') && !Object.hasOwn(commands, first)) return null
  if (hasFlag(argv, ['-h', '--help'])) return helpText(commands, commandIn(commands, argv), columns)
  return hasFlag(argv, ['-V', '--version']) ? versionText() : null
}

export const versionText = (): string => `${toolVersion()}\n`

/** The first command that the words name. Null: none, so the short help of the program is meant. */
const commandIn = (commands: Commands, words: readonly string[]): string | null =>
  words.find(word => Object.hasOwn(commands, word)) ?? null

export const hasFlag = (argv: readonly string[], flags: readonly string[]): boolean =>
  argv.some(word => flags.includes(word))
