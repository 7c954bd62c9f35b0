import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { ActivityCalls, ActivityKey } from '../../model/assessments/activity.ts'
import { keyArn } from '../../model/key-arn.ts'
import type { AskedKeys } from './asked-keys.ts'

/** The aliases of the keys that were called, as far as they were listed. */
export function calledKeys(
  calls: readonly Pick<ActivityCalls, 'key_arn'>[],
  asked: ReadonlyMap<PlaceClient, AskedKeys>,
): ActivityKey[] {
  const called = new Set(calls.flatMap(({ key_arn }) => key_arn ?? []))
  return [...asked].flatMap(([{ place }, { aliases }]) => {
    const prefix = keyArn(place, '')
    const own = [...called].filter(arn => arn.startsWith(prefix)).toSorted()
    return own.map(key_arn => ({ key_arn, aliases: aliases && [...(aliases.get(key_arn.slice(prefix.length)) ?? [])] }))
  })
}

type Placed = { account_id: string; region: string }

/** Orders by account and Region. */
export const byAccountAndRegion = (a: Placed, b: Placed): number =>
  `${a.account_id} ${a.region}` < `${b.account_id} ${b.region}` ? -1 : 1
