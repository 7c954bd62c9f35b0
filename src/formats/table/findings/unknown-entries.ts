import { groupBy } from '../../../lib/group-by.ts'
import type { Subject } from '../../finding/subject.ts'

/** One reason, with the checks that it leaves undecided and the keys or accounts that it is true of. */
export interface UnknownEntry {
  reason: string
  checks: readonly string[]
  subjects: readonly Subject[]
}

/** Findings that could not be decided: of one key for one reason together, and of all keys with the same answer. */
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
