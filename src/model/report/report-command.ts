import { safeText } from '../../lib/text/safe-text.ts'
import { shellWord } from '../../lib/text/shell-word.ts'
import type { Report } from './report.ts'

/** What says which archives were searched. */
export type Searched = { scope: Pick<Report['scope'], 'archive_options'> }

/**
 * Returns a command of this program that searches the archives of the report, too, because without them it would know
 * less about the keys. Quoted for a POSIX shell.
 */
export const reportCommand = (report: Searched, ...words: readonly string[]): string =>
  ['kms-audit', ...words, ...searchedOptions(report)].map(shellWord).join(' ')

/**
 * The options that name the archives of the report. If a word is no option or value of one, or hides text, none of them
 * is proposed. Of a saved report, only options of archives are left: `report/known-archives.ts`.
 */
export function searchedOptions({ scope: { archive_options: words = [] } }: Searched): readonly string[] {
  const isOption = (word: string, at: number): boolean =>
    FLAG.test(word) || (!word.startsWith('-') && isFlagAlone(words[at - 1]))
  return words.every((word, at) => safeText(word) === word && isOption(word, at)) ? words : []
}

const FLAG = /^--[a-z][a-z-]*(=|$)/

const isFlagAlone = (word: string | undefined): boolean => word !== undefined && FLAG.test(word) && !word.includes('=')

/** The options that name log files on disk, of those of the report. */
export function localArchiveOptions(report: Searched): string[] {
  const words = searchedOptions(report)
  return words.filter((word, at) => isLocal(word) || (isLocal(words[at - 1]) && isFlagAlone(words[at - 1])))
}

const isLocal = (word: string | undefined): boolean => /^--trail-(archive|index)(=|$)/.test(word ?? '')
