import type { Finding } from '../model/finding.ts'
import { withKeyFindings } from './key-findings.ts'
import type { Report } from '../model/report.ts'
import { WorstFirst } from './worst-first.ts'

/** The report with more findings: all of them worst first, and with each key the ids of its own. */
export function withFindings(report: Report, more: readonly Finding[]): Report {
  const sorted = new WorstFirst()
  for (const finding of report.findings ?? []) sorted.add(finding)
  for (const finding of more) sorted.add(finding)
  return withKeyFindings(report, sorted.all())
}
