import { readSavedReport } from '../audit/saved-report.ts'
import type { Check } from '../checks/check.ts'
import { AuditError } from '../lib/exit.ts'
import type { Report } from '../model/report.ts'
import type { Options } from '../options/options.ts'
import { judged } from './judged.ts'
import { isFilter } from './show-report.ts'

/** The report of `--from`, with what the selected checks say of it. */
export async function savedReport(path: string, checks: readonly Check[], options: Options): Promise<Report> {
  const saved = await readSavedReport(path)
  if (options.audit.trustOrganization && saved.scope.organization === undefined) throw withoutOrganization(path)
  const report = await judged(saved, checks, options.checks)
  const gate = options.show.failOn.find(word => !isFilter(word))
  const idle = gate === undefined ? options.checks.aboutFindings : `--fail-on ${gate}`
  if (report.findings === undefined && idle !== null) throw withoutFindings(path, idle)
  return report
}

/** A gate that can never match, or a comparison of nothing, would look like good news. */
const withoutFindings = (path: string, idle: string): AuditError =>
  new AuditError('usage', `${idle} is about findings, and ${path} has none.`, { hint: 'Add --checks.' })

/** Asking AWS for it now would mix two times, and `--from` asks nothing. */
const withoutOrganization = (path: string): AuditError =>
  new AuditError('usage', `${path} does not hold the organization's accounts.`, {
    hint: 'Audit with --trust-org -o json, or name them with --trusted-account.',
  })
