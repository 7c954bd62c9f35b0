import { groupBy } from '../../../lib/group-by.ts'
import type { Subject } from '../../finding/subject.ts'

/** One reason, the checks that it leaves undecided, and the keys or accounts that it applies to. */
export interface UnknownEntry {
  reason: string
  checks: readonly string[]
  subjects: readonly Subject[]
}

/** Joins undecided findings of one key with the same reason, then keys with the same checks and reason. */
export function unknownEntries(undecided: readonly Subject[]): UnknownEntry[] {
  const ofKeys = groupBy(undecided, ({ finding: { account_id, region, key_id, detail } }) =>
    JSON.stringify([account_id, region, key_id, detail]),
  ).map(all => ({ all, checks: [...new Set(all.map(({ finding }) => finding.check))].toSorted() }))
  return groupBy(ofKeys, ({ all, checks }) => JSON.stringify([all[0]?.finding.detail, checks])).flatMap(same => {
    const [first] = same
    return first === undefined
      ? []
      : [
          {
            reason: first.all[0]?.finding.detail ?? '',
            checks: first.checks,
            subjects: same.flatMap(({ all }) => all.slice(0, 1)),
          },
        ]
  })
}
