import type { PlaceClient } from '../../aws/session/place-client.ts'
import { mapBounded } from '../../lib/flow/map-bounded.ts'
import type { AuditedKey } from '../../report/audited-key.ts'
import { readCallers } from '../../sources/cloudtrail/activity/read-activity.ts'

/** Keys with fewer requests in the counted days cost less than a cent. */
const WORTH_READING = 3000

/**
 * Reads who calls the keys of a place with the most requests, and returns the keys with it. What could not be read is
 * said there, with a gap.
 *
 * @param most the number of keys: each takes two calls of LookupEvents, of which AWS allows two a second, or a few more
 */
export async function withCallers(
  keys: readonly AuditedKey[],
  client: PlaceClient,
  most: number,
): Promise<AuditedKey[]> {
  if (most === 0) return [...keys]
  const busiest = keys
    .filter(({ key, requests }) => key.readable && (requests?.total ?? 0) >= WORTH_READING)
    .toSorted((a, b) => (b.requests?.total ?? 0) - (a.requests?.total ?? 0))
    .slice(0, most)
  const read = new Map(
    await mapBounded(most, busiest, async one => {
      const { arn, id } = one.key
      const { record, failure } = await readCallers(client, arn)
      client.note(failure, 'cloudtrail:LookupEvents', id)
      return [one, { ...one, facts: { ...one.facts, activity: record } }] as const
    }),
  )
  return keys.map(one => read.get(one) ?? one)
}
