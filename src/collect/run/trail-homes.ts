import { listTrails } from '../../aws/cloudtrail/trails.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { Place } from '../../model/place.ts'
import { placeId } from '../sweep/resolve-key.ts'

/**
 * Finds the home Regions, besides these places, of the trails that record them now: a trail is changed there, and that of
 * an organization in its management account. Each account is asked in one Region, since other Regions see the same
 * multi-Region trails, and a trail of one Region is at home where it records. What cannot be listed is a gap.
 */
export async function trailHomes(places: readonly PlaceClient[]): Promise<Place[]> {
  const known = new Set(places.map(({ place }) => placeId(place)))
  const byAccount = new Map(places.map(client => [client.place.account, client]))
  const homes = new Map<string, Place>()
  const all = await Promise.all([...byAccount.values()].map(homesSeenBy))
  for (const home of all.flat()) if (!known.has(placeId(home))) homes.set(placeId(home), home)
  return [...homes.values()]
}

async function homesSeenBy(client: PlaceClient): Promise<Place[]> {
  const { partition } = client.place
  const trails = await listTrails(client)
  client.note(trails, 'cloudtrail:DescribeTrails')
  if (!trails.known) return []
  return trails.value.flatMap(({ TrailARN, HomeRegion: region }) => {
    const account = TrailARN.split(':')[4] ?? ''
    return account === '' ? [] : { partition, account, region }
  })
}
