import { readSavedReport } from '../audit/saved-report.ts'
import type { Check } from '../checks/check.ts'
import { AuditError } from '../lib/exit.ts'
import type { Report } from '../model/report.ts'
import type { Options } from '../options/options.ts'
import { judged } from './judged.ts'

/** The report of `--from`, with what the selected checks say of it. */
export async function savedReport(path: string, checks: readonly Check[], options: Options): Promise<Report> {
  const saved = await readSavedReport(path)
  if (options.audit.trustOrganization && saved.scope.organization === undefined) throw withoutOrganization(path)
  return judged(saved, checks, options.checks)
}

/** Asking AWS for it now would mix two times, and `--from` asks nothing. */
const withoutOrganization = (path: string): AuditError =>
  new AuditError('usage', `${path} does not hold the organization's accounts.`, {
    hint: 'Audit with --trust-org -o json, or name them with --trusted-account.',
  })
