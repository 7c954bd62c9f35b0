import { safeText } from '../../lib/text/safe-text.ts'
import { shellWord } from '../../lib/text/shell-word.ts'
import type { Report } from './report.ts'

/** What says which archives were searched. */
export type Searched = { scope: Pick<Report['scope'], 'archive_options'> }

/**
 * Returns a command of this program, quoted for a POSIX shell. It also searches the archives of the report, because
 * without them it would know less about the keys.
 */
export const reportCommand = (report: Searched, ...words: readonly string[]): string =>
  ['kms-audit', ...words, ...searchedOptions(report)].map(shellWord).join(' ')

/**
 * The options that name the archives of the report. Empty if a word is not an option or its value, or hides text. Other
 * options in a saved report were removed when it was read: `report/known-archives.ts`.
 */
export function searchedOptions({ scope: { archive_options: words = [] } }: Searched): readonly string[] {
  const isOption = (word: string, at: number): boolean =>
    FLAG.test(word) || (!word.startsWith('-') && isFlagAlone(words[at - 1]))
  return words.every((word, at) => safeText(word) === word && isOption(word, at)) ? words : []
}

const FLAG = /^--[a-z][a-z-]*(=|$)/

const isFlagAlone = (word: string | undefined): boolean => word !== undefined && FLAG.test(word) && !word.includes('=')

/** The options of the report that name log files on disk. */
export function localArchiveOptions(report: Searched): string[] {
  const words = searchedOptions(report)
  return words.filter((word, at) => isLocal(word) || (isLocal(words[at - 1]) && isFlagAlone(words[at - 1])))
}

const isLocal = (word: string | undefined): boolean => /^--trail-(archive|index)(=|$)/.test(word ?? '')
