import { deriveReport } from '../../report/derive/derive-report.ts'
import { kindOfDocument, parseAssessment } from '../../report/saved-assessment.ts'
import { nameOfReport, parseReport, readDocument } from '../../report/saved-report.ts'
import type { Check } from '../../checks/check.ts'
import { checks } from '../../checks/index.ts'
import { AuditError } from '../../lib/process/exit.ts'
import type { Report } from '../../model/report/report.ts'
import type { CheckOptions, Options, SavedOptions } from '../../model/options/options.ts'
import { selectedChecks } from '../../findings/framework-checks.ts'
import { withoutStaleCompliance } from '../../findings/reassess.ts'
import { rejudge } from '../../findings/rejudge.ts'
import { loadChecks } from '../../findings/load-checks.ts'
import { withAccepted } from '../../findings/assessments/with-accepted.ts'
import type { Assessment } from '../../model/assessments/assessment.ts'
import { findingsReport } from '../../model/assessments/findings-report.ts'
import { readAccepted } from './assess/read-accepted.ts'
import { withFindings } from '../../findings/with-findings.ts'
import {
  missingNeedsText,
  requireDecidableGates,
  requireEveryKey,
  requireRows,
} from '../../findings/saved-report-requirements.ts'
import { readFindingsInputs } from './findings-inputs.ts'
import type { Host } from './host.ts'
import { speaker } from './speaker.ts'

/**
 * Returns the saved report as an audit with these options would have made it. A report without findings is judged if an
 * option needs findings. Findings in the report are judged again only if an option changes them.
 *
 * @param takesFindings the findings of a command such as `kms-audit secrets` are a report too
 */
export async function savedReport(
  saved: SavedOptions,
  options: Options,
  { io, heap }: Host,
  takesFindings = false,
): Promise<Report> {
  const name = nameOfReport(saved.path)
  heap.markAtOnce()
  const value = await readDocument(saved.path, io.stdin)
  const kind = takesFindings ? kindOfDocument(value) : null
  if (kind !== null) return assessedReport(await parseAssessment(value, kind, name), options.checks)
  const whole = await parseReport(value, name)
  if (options.audit.trustOrganization && whole.scope.organization === undefined) throw withoutOrganization(name)
  requireRows(whole, options.show, name)
  if (options.checks.frameworks.length > 0) requireEveryKey(whole, name)
  const { report, notes } = await deriveReport(whole, saved, name)
  const say = speaker(options, io)
  for (const note of notes) say.note(note)
  const selected = await checksFor(report, options.checks)
  const current = selected.length > 0 || report === whole ? report : await rejudged(report, options.checks)
  const hasFindings = current.findings !== undefined
  const inputs = await readFindingsInputs(selected, options.checks, heap, { hasFindings })
  const result = await withFindings(current, inputs)
  requireDecidableGates(result, selected, options.show, name)
  const missing = missingNeedsText(result, selected)
  if (missing !== null) say.note(`${name} was saved without ${missing}. Checks that need it report unknown.`)
  return result
}

/** The findings of a command such as `kms-audit secrets`, muted and compared as asked. */
const assessedReport = async (whole: Assessment, accepted: CheckOptions): Promise<Report> =>
  findingsReport(withAccepted(whole, await readAccepted(accepted, whole.kind)))

const rejudged = async (report: Report, options: CheckOptions): Promise<Report> =>
  withoutStaleCompliance(await rejudge(report, options))

/** Returns the checks to run on the report. Empty: the report keeps the findings that it has. */
async function checksFor({ findings, scope }: Report, options: CheckOptions): Promise<Check[]> {
  const { ids, frameworks, impliedBy, changedBy } = options
  if (ids.length > 0) return selectedChecks(options)
  const own = (scope.checks ?? []).filter(id => id in checks)
  if (changedBy !== null && (own.length > 0 || frameworks.length === 0))
    return selectedChecks({ ids: own.length > 0 ? own : Object.keys(checks), frameworks })
  if (frameworks.length > 0) {
    const needed = await selectedChecks({ ids: [], frameworks })
    const isJudged = scope.severity === undefined && needed.every(({ id }) => own.includes(id))
    return findings !== undefined && isJudged ? [] : selectedChecks({ ids: own, frameworks })
  }
  return impliedBy !== null && findings === undefined ? loadChecks(Object.keys(checks)) : []
}

/** `--from` makes no AWS calls; a list of accounts of today would not match a report of an earlier day. */
const withoutOrganization = (name: string): AuditError =>
  new AuditError('usage', `${name} does not contain the accounts of the organization.`, {
    hint: 'Run the audit again with --trust-org -o json, or list the accounts with --trusted-account.',
  })
