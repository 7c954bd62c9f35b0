import { shellWord } from '../../lib/text/shell-word.ts'
import type { Report } from './report.ts'

/** What says which archives were searched. */
export type Searched = { scope: Pick<Report['scope'], 'archive_options'> }

/**
 * Returns a command of this program that searches the archives of the report, too, because without them it would know
 * less about the keys. Quoted for a POSIX shell.
 */
export const reportCommand = (report: Searched, ...words: readonly string[]): string =>
  ['kms-audit', ...words, ...(report.scope.archive_options ?? [])].map(shellWord).join(' ')

/** The options that name log files on disk, of those of the report. */
export function localArchiveOptions({ scope: { archive_options: words = [] } }: Searched): string[] {
  return words.filter((word, at) => isLocal(word) || (isLocal(words[at - 1]) && !words[at - 1]?.includes('=')))
}

const isLocal = (word: string | undefined): boolean => /^--trail-(archive|index)(=|$)/.test(word ?? '')
