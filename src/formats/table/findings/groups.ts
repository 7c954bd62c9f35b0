import { SEVERITIES, type Severity } from '../../../model/finding.ts'
import type { Subject } from '../../finding/subject.ts'

/** The failing findings of one check that have the same severity. */
export interface FindingGroup {
  check: string
  severity: Severity
  title: string
  entries: readonly Entry[]
  /** How many findings there are in all entries. */
  count: number
}

/** One statement, and each key or account that it is true of. */
export interface Entry {
  detail: string
  isNew: boolean
  subjects: readonly Subject[]
}

/**
 * Groups failing findings by severity, the worst first, and check, in the order in which they come. Findings of medium severity and below
 * share an entry if they say the same; those of critical and high severity each have one, since each has its own remedy.
 */
export const groupsOf = (failing: readonly Subject[]): FindingGroup[] =>
  together(failing, ({ finding }) => `${finding.severity} ${finding.check}`)
    .flatMap(subjects => {
      const [first] = subjects
      if (first === undefined) return []
      const { check, severity, title } = first.finding
      return [{ check, severity, title, entries: entriesOf(subjects), count: subjects.length }]
    })
    .toSorted((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity))

/** Whether a finding is shown with its own remedy. */
export const isUrgent = (severity: Severity): boolean => severity === 'critical' || severity === 'high'

function entriesOf(subjects: readonly Subject[]): Entry[] {
  const sharing = together(subjects, ({ finding }, index) =>
    isUrgent(finding.severity) ? String(index) : `${finding.is_new === true} ${finding.detail}`,
  )
  return sharing.flatMap(all => {
    const [first] = all
    return first === undefined
      ? []
      : [{ detail: first.finding.detail, isNew: first.finding.is_new === true, subjects: all }]
  })
}

/** The items of each name, both in the order in which they come. */
export function together<T>(items: readonly T[], nameOf: (item: T, index: number) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const [index, item] of items.entries()) {
    const name = nameOf(item, index)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [item])
    else group.push(item)
  }
  return [...groups.values()]
}
