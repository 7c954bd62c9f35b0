import * as commander from 'commander'
import { helpOrVersion, parseCommandLine, type CommandLine } from '../src/cli.ts'

/** As the program reads these words, but at once: here the parser is loaded already. */
export function parseWords(words: readonly string[], env: Record<string, string> = {}): CommandLine {
  const show = helpOrVersion(words)
  return show === null ? parseCommandLine(words, env, commander) : { show }
}
