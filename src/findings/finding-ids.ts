import { type Finding, isProblem, placeOf } from '../model/finding.ts'
import type { KeyRecord, Report } from '../model/report.ts'
import { weightOf } from './sorted-findings.ts'

/** The ids of checks that a key record holds; a check that says several things of one key is listed once. */
export type FindingIds = Pick<KeyRecord, 'findings' | 'findings_unknown'>

export const NO_FINDING_IDS: FindingIds = { findings: [], findings_unknown: [] }

/** The ids for one key, of its findings in any order: those that fail and those that could not be decided, worst first. */
export function findingIds(findings: readonly Finding[]): FindingIds {
  const problems = findings.filter(isProblem).toSorted((one, other) => weightOf(one) - weightOf(other))
  return { findings: idsWith('fail', problems), findings_unknown: idsWith('unknown', problems) }
}

const idsWith = (status: Finding['status'], findings: readonly Finding[]): string[] => [
  ...new Set(findings.filter(each => each.status === status).map(({ check }) => check)),
]

/** The report with the ids in each key record as its list of findings has them. */
export function withFindingIds(report: Report, findings: Finding[]): Report {
  const problems = new Map<string, Finding[]>()
  for (const finding of findings.filter(isProblem)) {
    const place = placeOf(finding)
    const ofKey = problems.get(place)
    if (ofKey === undefined) problems.set(place, [finding])
    else ofKey.push(finding)
  }
  const keys = report.keys.map(key => ({ ...key, ...findingIds(problems.get(placeOf(key)) ?? []) }))
  return { ...report, findings, keys }
}
