import type { KeyRecord, Report } from '../model/report/report.ts'
import { checksOf } from './finding-changes.ts'
import type { NotRecorded, Subject } from '../model/history/report-diff.ts'
import { subjects } from './subjects/index.ts'

/** Returns the facts that one of the reports does not contain for any key, because they were not requested. */
export function notRecorded(old: Report, now: Report): NotRecorded[] {
  const aspects = subjects.flatMap(({ subject, field, isOptional }) => {
    const entries = field === undefined ? [] : entryFor(subject, has(old.keys, field), has(now.keys, field))
    return isOptional === true ? entries.filter(({ not_in }) => not_in !== 'both') : entries
  })
  const findings = entryFor('findings', old.findings !== undefined, now.findings !== undefined)
  return [...aspects, ...findings, ...(findings.length > 0 ? [] : partsOfFindings(old, now))]
}

/** Checks that ran for one of the reports alone, and severities that one of them left out. */
function partsOfFindings(old: Report, now: Report): NotRecorded[] {
  return (['old', 'new'] as const).flatMap((not_in): NotRecorded[] => {
    const [report, other] = not_in === 'old' ? [old, now] : [now, old]
    const ran = checksOf(report)
    const checks = [...checksOf(other)].filter(check => !ran.has(check)).toSorted()
    const { severity } = report.scope
    return [
      ...(checks.length === 0 ? [] : [{ subject: 'findings' as const, not_in, checks }]),
      ...(severity === undefined || severity === other.scope.severity
        ? []
        : [{ subject: 'findings' as const, not_in, less_severe_than: severity }]),
    ]
  })
}

/** A report without keys lacks nothing. */
const has = (keys: readonly KeyRecord[], field: keyof KeyRecord): boolean =>
  keys.length === 0 || keys.some(key => key[field] !== undefined)

function entryFor(subject: Subject, inOld: boolean, inNew: boolean): NotRecorded[] {
  if (inOld && inNew) return []
  return [{ subject, not_in: inOld ? 'new' : inNew ? 'old' : 'both' }]
}

/** Whether a report has nothing at all of the subject. */
export const isWhole = ({ checks, less_severe_than }: NotRecorded): boolean =>
  checks === undefined && less_severe_than === undefined
