import type { GapRecord, LeftOutRecord, PlaceRecord } from '../model/report/report.ts'
import { isoTime } from '../model/time.ts'
import type { AccountRegion, PlaceCounts } from '../selection/place-counts.ts'
import type { AuditedPlace } from './audited-place.ts'

/** Counts of keys that options left out, by option. */
export type LeftOut = Readonly<Record<keyof LeftOutRecord, PlaceCounts>>

/** Returns the record of a place, without the counts of keys that options left out. */
export function toPlaceRecord(
  { place, answered, keys, inventory }: AuditedPlace,
  gaps: readonly GapRecord[],
  accountNames: ReadonlyMap<string, string>,
): PlaceRecord {
  const { account, region, partition } = place
  const record = { account_id: account, account_name: accountNames.get(account) ?? null, region, partition }
  return {
    ...record,
    status: answered ? placeStatus(record, gaps) : 'unreachable',
    keys: keys.length,
    ...(inventory !== undefined && {
      inventory: {
        source: inventory.source,
        updated_at: inventory.updatedAt === null ? null : isoTime(inventory.updatedAt),
      },
    }),
  }
}

/** Returns how many keys of a place options left out, in addition to those that a saved report already lacks. */
export function leftOutRecord(
  place: AccountRegion,
  counts: LeftOut,
  before: LeftOutRecord = {},
): Pick<PlaceRecord, 'left_out'> {
  const excluded = (before.exclude_key ?? 0) + counts.exclude_key.of(place)
  const untagged = (before.tag ?? 0) + counts.tag.of(place)
  if (excluded + untagged === 0) return {}
  return { left_out: { ...(excluded > 0 && { exclude_key: excluded }), ...(untagged > 0 && { tag: untagged }) } }
}

/** Returns the status of a place whose keys could be listed: `partial` if anything else could not be read. */
export function placeStatus(
  { account_id, region }: Pick<PlaceRecord, 'account_id' | 'region'>,
  gaps: readonly GapRecord[],
): 'partial' | 'complete' {
  const isMissing = (gap: GapRecord): boolean =>
    gap.account_id === account_id && (gap.region === region || gap.region === null) && gap.reason !== 'vanished'
  return gaps.some(isMissing) ? 'partial' : 'complete'
}
