import { countNoun } from '../../lib/text/numbers.ts'
import { type Operation, rateOf } from '../../model/operations/operations.ts'
import type { KeyFilter } from '../../selection/key-filter.ts'
import type { Inventory } from '../inventory/inventory.ts'
import { placeId } from '../sweep/resolve-key.ts'
import type { PlacePlan, Plan } from './plan.ts'

/** How many records AWS Config returns on a page. */
const PAGE = 100
const WITHOUT_ALIASES = new Map<string, readonly string[]>()

/** Counts the requested keys that only AWS Config lists. `listed` are the places whose keys AWS KMS lists. */
export function countRecorded({ places }: Inventory, listed: ReadonlySet<string>, filter: KeyFilter): number[] {
  return [...places]
    .filter(([id]) => !listed.has(id))
    .map(([, { place, keys }]) => keys.filter(key => filter.wants(key.listed, place, WITHOUT_ALIASES)).length)
}

/**
 * Adds the calls to the aggregator, and says how many keys only it lists, by place.
 *
 * @param isSearched an archive of CloudTrail is searched for their use
 */
export function withInventory(
  plan: Plan,
  { client, records, from }: Inventory,
  counts: readonly number[],
  { maxRates, isSearched }: { maxRates: Readonly<Record<string, number>>; isSearched: boolean },
): Plan {
  const calls = {
    // Of keys, and of aliases.
    'config:SelectAggregateResourceConfig': Math.max(1, Math.ceil(records / PAGE)) + 1,
    'config:DescribeConfigurationAggregatorSourcesStatus': 1,
  }
  const seconds = Math.max(
    ...Object.entries(calls).map(([operation, count]) => count / rateOf(operation as Operation, maxRates)),
  )
  const keys = counts.reduce((sum, count) => sum + count, 0)
  const note =
    `${from} lists ${countNoun(keys, 'key')} in accounts and Regions that cannot be entered. ` +
    (isSearched ? 'Their use is searched in archives of CloudTrail only.' : 'Nothing is asked about their use.')
  return {
    ...plan,
    places: withCalls(plan.places, { place: client.place, keys: 0, calls, seconds }),
    seconds: Math.max(plan.seconds, seconds),
    notes: [...plan.notes, note],
  }
}

function withCalls(places: readonly PlacePlan[], added: PlacePlan): PlacePlan[] {
  const isThere = (each: PlacePlan): boolean => placeId(each.place) === placeId(added.place)
  if (!places.some(isThere)) return [...places, added]
  return places.map(each =>
    isThere(each)
      ? { ...each, calls: { ...each.calls, ...added.calls }, seconds: Math.max(each.seconds, added.seconds) }
      : each,
  )
}
