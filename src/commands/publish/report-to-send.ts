import { diffReports } from '../../history/diff-reports.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { kindOf } from '../../model/assessments/findings-report.ts'
import type { ReportDiff } from '../../model/history/report-diff.ts'
import type { PublishRequest } from '../../model/options/publish-options.ts'
import type { Report } from '../../model/report/report.ts'
import { nameOfReport, readSavedReport } from '../../report/saved-report.ts'
import type { Sink } from '../../sinks/sink.ts'
import type { Host } from '../shared/host.ts'
import { savedReport } from '../shared/saved.ts'
import { auditAndJudge, type Task } from '../shared/task.ts'

/** The report of a run of `publish`, and what changed in it. */
export interface SentReport {
  report: Report
  /** The differences from the report of `--baseline`. Null: none is named, or the report is not of an audit. */
  changes: ReportDiff | null
}

/** Audits, or reads the saved report. Throws if the sinks need findings and the report has none. */
export async function reportToSend(
  chosen: readonly Sink[],
  task: Task,
  request: PublishRequest,
  host: Host,
): Promise<SentReport> {
  const { saved, publish, checks } = request
  // A baseline that cannot be read is wrong usage, which must not come to light after an audit of minutes.
  const old = checks.baseline === null ? null : await readBaseline(checks.baseline, request)
  const report = await (saved === null ? auditedReport(task, request, host) : readReport(chosen, request, host))
  const needsFindings = chosen.some(({ takes }) => takes === 'findings') || publish.onlyIf.includes('failed')
  if (needsFindings && report.findings === undefined)
    throw new AuditError('usage', `${nameOfReport(saved?.path ?? '')} contains no findings.`, {
      hint: 'Add --checks to run the checks on it.',
    })
  const isAudit = old !== null && kindOf(report) === null
  const names = { old: checks.baseline ?? '', new: saved === null ? 'this audit' : nameOfReport(saved.path) }
  return { report, changes: isAudit ? diffReports(old, report, names) : null }
}

async function auditedReport(task: Task, request: PublishRequest, host: Host): Promise<Report> {
  const { report, notes } = await auditAndJudge(task, request, host)
  for (const line of notes) task.say.note(line)
  return report
}

async function readReport(chosen: readonly Sink[], request: PublishRequest, host: Host): Promise<Report> {
  const { saved, publish } = request
  if (saved === null) throw new Error('There is no saved report.')
  const takesFindings = chosen.some(({ takes }) => takes === 'findings')
  // If findings are sent, the report stays whole, so that it shows which findings are resolved.
  const regions = takesFindings ? null : publish.regions
  return savedReport({ ...saved, regions, accounts: [], exceptAccounts: [] }, request, host, true)
}

/** The results of other commands have no differences apart from new findings. */
async function readBaseline(path: string, { saved }: PublishRequest): Promise<Report | null> {
  try {
    return await readSavedReport(path)
  } catch (error) {
    if (saved !== null && error instanceof AuditError) return null
    throw error
  }
}
