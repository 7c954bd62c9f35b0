import { archiveFlag, archiveOptionNames } from '../archives/registry.ts'
import type { Report } from '../model/report/report.ts'

/**
 * Removes the options that name archives if one of them is not an option of an archive. A saved report may contain any
 * text, and the program proposes commands with these options.
 */
export function withKnownArchives(report: Report): Report {
  const { archive_options: words, ...scope } = report.scope
  if (words === undefined || words.every(word => !word.startsWith('-') || isOfArchive(word))) return report
  return { ...report, scope }
}

const FLAGS = new Set(archiveOptionNames.map(archiveFlag))

const isOfArchive = (word: string): boolean => FLAGS.has(word.replace(/=.*$/s, ''))
