import { groupBy } from '../../../lib/group-by.ts'
import { SEVERITIES, type Severity } from '../../../model/finding.ts'
import type { Subject } from '../../finding/subject.ts'

/** The failing findings of one check that have the same severity. */
export interface FindingGroup {
  check: string
  severity: Severity
  title: string
  entries: readonly FindingEntry[]
  /** The number of findings in all entries. */
  count: number
}

/** One statement, and the keys or accounts that it applies to. */
export interface FindingEntry {
  detail: string
  isNew: boolean
  subjects: readonly Subject[]
}

/**
 * Groups failing findings by severity, the worst first, and by check, in the order of the report. Findings of medium
 * severity and below share an entry if their details are equal. Each finding of critical or high severity has an entry
 * of its own, with its own remedy.
 */
export const groupFindings = (failing: readonly Subject[]): FindingGroup[] =>
  groupBy(failing, ({ finding }) => `${finding.severity} ${finding.check}`)
    .flatMap(subjects => {
      const [first] = subjects
      if (first === undefined) return []
      const { check, severity, title } = first.finding
      return [{ check, severity, title, entries: groupEntries(subjects), count: subjects.length }]
    })
    .toSorted((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity))

/** Whether a finding is shown with its own remedy. */
export const isUrgent = (severity: Severity): boolean => severity === 'critical' || severity === 'high'

function groupEntries(subjects: readonly Subject[]): FindingEntry[] {
  const sharing = groupBy(subjects, ({ finding }, index) =>
    isUrgent(finding.severity) ? String(index) : `${finding.is_new === true} ${finding.detail}`,
  )
  return sharing.flatMap(all => {
    const [first] = all
    return first === undefined
      ? []
      : [{ detail: first.finding.detail, isNew: first.finding.is_new === true, subjects: all }]
  })
}
