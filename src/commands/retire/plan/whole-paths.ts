import { resolve } from 'node:path'
import type { Report } from '../../../model/report/report.ts'

/** The runbook is read in its own directory, so the directories of log files that it names must not be relative. */
export function withWholePaths(report: Report): Report {
  const words = report.scope.archive_options
  if (words === undefined) return report
  const whole = words.map((word, at) => {
    const [, flag, path] = /^(--trail-(?:archive|index)=)(.*)$/su.exec(word) ?? []
    if (flag !== undefined && path !== undefined) return `${flag}${resolve(path)}`
    return /^--trail-(?:archive|index)$/.test(words[at - 1] ?? '') ? resolve(word) : word
  })
  return { ...report, scope: { ...report.scope, archive_options: whole } }
}
