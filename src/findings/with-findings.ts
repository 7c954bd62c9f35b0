import { isProblem, placeOf } from '../model/finding.ts'
import type { Finding } from '../model/finding.ts'
import type { Report } from '../model/report.ts'
import { WorstFirst } from '../model/worst-first.ts'

/** The report with what somebody else found besides: all of it worst first, and with each key the ids of its troubles. */
export function withFindings(report: Report, more: readonly Finding[]): Report {
  const sorted = new WorstFirst()
  for (const finding of report.findings ?? []) sorted.add(finding)
  for (const finding of more) sorted.add(finding)
  const findings = sorted.all()
  const troubles = new Map<string, Set<string>>()
  for (const finding of findings.filter(isProblem)) {
    const place = placeOf(finding)
    troubles.set(place, (troubles.get(place) ?? new Set()).add(finding.check))
  }
  const keys = report.keys.map(key => ({ ...key, findings: [...(troubles.get(placeOf(key)) ?? [])] }))
  return { ...report, findings, keys }
}
