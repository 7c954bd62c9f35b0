import type { ArchiveEngine } from '../../archives/engine.ts'
import { unlisted } from '../../aws/session/regions.ts'
import { listedRegions } from '../../aws/session/sdk-regions.ts'
import { listText } from '../../lib/text/lists.ts'
import { isRegionPattern, matchesRegion } from '../../lib/text/region-pattern.ts'
import { partitionOf } from '../../model/partition.ts'
import type { Place } from '../../model/place.ts'
import type { EnteredRun } from '../run/run.ts'
import { placesOf } from './places.ts'

/** The places of an archive, as far as it knows them. */
type KnownPlaces = ArchiveEngine['places']

/**
 * Returns the places to read from an archive. If all keys are named by ARN, these are the places of the ARNs. Otherwise
 * these are the places of `--accounts`, or the entered places and those of the ARNs. Throws a usage error for a Region
 * that does not exist.
 */
export function archivedPlaces(run: EnteredRun, known: KnownPlaces): Place[] {
  const { filter, options } = run
  const ofKeys = filter.keyPlaces
  const ids = options.archivedAccounts?.ids ?? []
  const places =
    filter.wholeArns !== null
      ? ofKeys
      : ids.length > 0
        ? ids.flatMap(account => archivedRegions(account, run, known).map(region => placeOf(account, region)))
        : [...placesOf(run).map(({ place }) => place), ...ofKeys]
  return [...new Map(places.map(place => [`${place.account} ${place.region}`, place])).values()]
}

const placeOf = (account: string, region: string): Place => ({ partition: partitionOf(region), account, region })

/** The Regions of `-r` in an account; without it, those that the archive has, else those of the first credentials. */
function archivedRegions(
  account: string,
  { options: { regions }, accounts }: EnteredRun,
  known: KnownPlaces,
): string[] {
  const ofArchive = known?.filter(place => place.account === account).map(({ region }) => region)
  if (regions === null) return [...(ofArchive ?? accounts[0]?.regions ?? [])]
  return regions.flatMap(pattern => {
    if (isRegionPattern(pattern))
      return (ofArchive ?? regionsLike(accounts)).filter(each => matchesRegion(each, pattern))
    const mistake = ofArchive?.includes(pattern) === true ? null : unlisted(pattern)
    if (mistake !== null) throw mistake
    return pattern
  })
}

/** Says which Regions of `-r` are not read, because each key is named by an ARN of another Region. Null: all are read. */
export function unreadRegionsText({ filter, options }: EnteredRun, read: readonly Place[]): string | null {
  if (filter.wholeArns === null || options.regions === null) return null
  const unread = options.regions.filter(pattern => !read.some(({ region }) => matchesRegion(region, pattern)))
  if (unread.length === 0) return null
  return `-r ${unread.join()} has no effect: the ARNs in --key name ${listText(read.map(({ region }) => region))}.`
}

/** All Regions of the partition of the credentials. */
const regionsLike = ([first]: EnteredRun['accounts']): readonly string[] =>
  listedRegions().filter(region => partitionOf(region) === (first?.session.partition ?? 'aws'))
