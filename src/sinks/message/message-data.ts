import { kindOf } from '../../model/assessments/findings-report.ts'
import { SEVERITIES, type Severity } from '../../model/finding.ts'
import type { ReportDiff } from '../../model/history/report-diff.ts'
import type { PlaceRecord, Report } from '../../model/report/report.ts'

/** A report in a few numbers, for programs that receive a message. Field names are a contract. */
export interface MessageData {
  schema_version: 1
  /** `audit`, or the command whose findings are sent. */
  source: string
  tool_version: string
  generated_at: string
  title: string
  summary: Report['summary']
  savings: Report['savings']
  /** Failing findings by severity. Null: no check was run. */
  findings: Record<Severity, number> | null
  /** Number of findings that could not be decided. Null: no check was run. */
  findings_unknown: number | null
  /** Number of answers of AWS that are missing. */
  gaps: number
  /** Number of Regions of accounts that were not read. */
  unreachable_count: number
  /** The first 100 of them: a message has a limited size. */
  unreachable: { account_id: string; region: string }[]
  /** Counts of what differs from the earlier report. Null: there was none to compare with. */
  changes: (ReportDiff['summary']['changes'] & ReportDiff['summary']['findings']) | null
}

const MOST_PLACES = 100

/** @param title of the message for people */
export const messageData = (report: Report, changes: ReportDiff | null, title: string): MessageData => ({
  schema_version: 1,
  source: kindOf(report) ?? 'audit',
  tool_version: report.tool_version,
  generated_at: report.generated_at,
  title,
  summary: report.summary,
  savings: report.savings,
  findings: report.findings === undefined ? null : failuresIn(report.findings),
  findings_unknown: report.findings?.filter(({ status }) => status === 'unknown').length ?? null,
  gaps: report.gaps.length,
  unreachable_count: unreachablePlaces(report).length,
  unreachable: unreachablePlaces(report)
    .slice(0, MOST_PLACES)
    .map(({ account_id, region }) => ({ account_id, region })),
  changes: changes === null ? null : { ...changes.summary.changes, ...changes.summary.findings },
})

const unreachablePlaces = ({ scope }: Report): PlaceRecord[] =>
  scope.places.filter(({ status }) => status === 'unreachable')

function failuresIn(findings: NonNullable<Report['findings']>): Record<Severity, number> {
  const counts = Object.fromEntries(SEVERITIES.map(severity => [severity, 0])) as Record<Severity, number>
  for (const { status, severity } of findings) if (status === 'fail') counts[severity] += 1
  return counts
}
