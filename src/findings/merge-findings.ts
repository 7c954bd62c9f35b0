import type { Finding } from '../model/finding.ts'
import { withFindingIds } from './finding-ids.ts'
import type { Report } from '../model/report/report.ts'
import { SortedFindings } from './sorted-findings.ts'

/** Returns the report with more findings: all of them sorted, and their ids in each key record. */
export function mergeFindings(report: Report, more: readonly Finding[]): Report {
  const sorted = new SortedFindings()
  for (const finding of report.findings ?? []) sorted.add(finding)
  for (const finding of more) sorted.add(finding)
  return withFindingIds(report, sorted.all())
}
