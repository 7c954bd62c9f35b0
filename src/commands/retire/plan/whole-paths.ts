import { resolve } from 'node:path'
import { archiveFlag, archiveOptionNames, everyArchiveOption } from '../../../archives/registry.ts'
import type { Report } from '../../../model/report/report.ts'

/** The runbook is read in its own directory, so the files of archives that it names must not have relative paths. */
export function withWholePaths(report: Report): Report {
  const words = report.scope.archive_options
  if (words === undefined) return report
  const whole = words.map((word, at) => {
    const [, flag = '', path] = /^(--[^=]*)=(.*)$/s.exec(word) ?? []
    if (path !== undefined) return PATH_FLAGS.has(flag) ? `${flag}=${resolve(path)}` : word
    return PATH_FLAGS.has(words[at - 1] ?? '') ? resolve(word) : word
  })
  return { ...report, scope: { ...report.scope, archive_options: whole } }
}

const PATH_FLAGS: ReadonlySet<string> = new Set(
  archiveOptionNames.filter(name => everyArchiveOption[name].form.isPath).map(archiveFlag),
)
