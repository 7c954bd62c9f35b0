import { type Finding, isProblem, placeOf } from '../model/finding.ts'
import type { KeyRecord, Report } from '../model/report/report.ts'
import { rankOf } from './sorted-findings.ts'

/** The ids of checks in a key record. A check with several findings for the key is listed once. */
export type FindingIds = Pick<KeyRecord, 'findings' | 'findings_unknown'>

export const NO_FINDING_IDS: FindingIds = { findings: [], findings_unknown: [] }

/** Returns the ids for one key: checks that fail and checks that could not be decided, each worst first. */
export function findingIds(findings: readonly Finding[]): FindingIds {
  const problems = findings.filter(isProblem).toSorted((one, other) => rankOf(one) - rankOf(other))
  return { findings: idsWith('fail', problems), findings_unknown: idsWith('unknown', problems) }
}

const idsWith = (status: Finding['status'], findings: readonly Finding[]): string[] => [
  ...new Set(findings.filter(each => each.status === status).map(({ check }) => check)),
]

/** Returns the report with these findings, and with their ids in each key record. */
export function withFindingIds(report: Report, findings: Finding[]): Report {
  const problems = new Map<string, Finding[]>()
  for (const finding of findings.filter(isProblem)) {
    const place = placeOf(finding)
    const keyProblems = problems.get(place)
    if (keyProblems === undefined) problems.set(place, [finding])
    else keyProblems.push(finding)
  }
  const keys = report.keys.map(key => ({ ...key, ...findingIds(problems.get(placeOf(key)) ?? []) }))
  return { ...report, findings, keys }
}
