import type { KeyRecord, Report } from '../model/report.ts'
import type { NotRecorded, Subject } from '../model/report-diff.ts'
import { subjects } from './subjects/index.ts'

/** Returns the facts that one of the reports does not contain for any key, because they were not requested. */
export function notRecorded(old: Report, now: Report): NotRecorded[] {
  const aspects = subjects.flatMap(({ subject, field }) =>
    field === undefined ? [] : entryFor(subject, has(old.keys, field), has(now.keys, field)),
  )
  const findings = entryFor('findings', old.findings !== undefined, now.findings !== undefined)
  return [...aspects, ...findings]
}

/** A report without keys lacks nothing. */
const has = (keys: readonly KeyRecord[], field: keyof KeyRecord): boolean =>
  keys.length === 0 || keys.some(key => key[field] !== undefined)

function entryFor(subject: Subject, inOld: boolean, inNew: boolean): NotRecorded[] {
  if (inOld && inNew) return []
  return [{ subject, not_in: inOld ? 'new' : inNew ? 'old' : 'both' }]
}
