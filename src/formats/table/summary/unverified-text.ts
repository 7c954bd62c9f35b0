import type { KeyRecord } from '../../../model/report/report.ts'

/**
 * Returns how many keys have no known use only because CloudTrail found none, in a place without an event to test its
 * lookups with. Null if none has.
 */
export function unverifiedText(keys: readonly KeyRecord[]): string | null {
  const count = keys.filter(restsOnUntested).length
  if (count === 0) return null
  const subject = count === 1 ? '1 key has' : `${count} keys have`
  return `${subject} no use in CloudTrail, but CloudTrail had no event with which to verify the search by key ARN`
}

function restsOnUntested({ usage }: KeyRecord): boolean {
  if (usage === undefined || (usage.status !== 'never' && usage.status !== 'not_observed')) return false
  const sources = usage.source?.split('+') ?? []
  return usage.evidence.some(({ source, unverified }) => unverified === true && sources.includes(source))
}
