import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { ListedTrail } from '../../aws/cloudtrail/trails.ts'
import type { TrailRecord, TrailsByAccount } from '../../model/report/report.ts'
import { type Memory, remembered } from '../run/memory.ts'

/** A place of the run, and whether it could be read. Regions that are not enabled are left out. */
export interface ListedPlace {
  client: PlaceClient
  answered: boolean
}

/**
 * Returns the trails of each account that each of its Regions lists. Null: the Region could not be read, and a gap says
 * why.
 */
export async function readTrails(places: readonly ListedPlace[], memory: Memory): Promise<TrailsByAccount> {
  const views = await Promise.all(places.map(place => viewFrom(place, memory)))
  const records = await recordsOf(views, memory)
  const byAccount: TrailsByAccount = {}
  for (const { client, trails } of views.toSorted(byRegion)) {
    const { account, region } = client.place
    const ofAccount = (byAccount[account] ??= {})
    ofAccount[region] = trails?.flatMap(trail => records.get(idOf(client, trail)) ?? []) ?? null
  }
  return byAccount
}

/** The trails that one Region lists. */
interface View {
  client: PlaceClient
  trails: readonly ListedTrail[] | null
}

async function viewFrom({ client, answered }: ListedPlace, memory: Memory): Promise<View> {
  // A place that did not list its keys already has a gap.
  if (!answered) return { client, trails: null }
  const { listTrails } = await import('../../aws/cloudtrail/trails.ts')
  const entry = { place: client.place, kind: 'cloudtrail:DescribeTrails', id: 'all' }
  const listed = await remembered(
    memory,
    entry,
    () => listTrails(client),
    ({ known }) => known,
  )
  if (listed.known) return { client, trails: listed.value }
  client.note(listed, 'cloudtrail:DescribeTrails')
  return { client, trails: null }
}

/** Reads each trail once per account, in its home Region if the run includes it. */
async function recordsOf(views: readonly View[], memory: Memory): Promise<Map<string, TrailRecord>> {
  const chosen = new Map<string, { client: PlaceClient; trail: ListedTrail }>()
  for (const { client, trails } of views) {
    for (const trail of trails ?? []) {
      const id = idOf(client, trail)
      if (!chosen.has(id) || client.place.region === trail.HomeRegion) chosen.set(id, { client, trail })
    }
  }
  const { readTrail } = await import('../../aws/cloudtrail/trails.ts')
  const read = [...chosen].map(async ([id, { client, trail }]) => {
    const entry = { place: client.place, kind: 'cloudtrail:GetTrailStatus', id: trail.TrailARN }
    return [id, await remembered(memory, entry, () => readTrail(client, trail), isWhole)] as const
  })
  return new Map(await Promise.all(read))
}

const isWhole = ({ logging, hides_kms }: TrailRecord): boolean => logging !== null && hides_kms !== null

/** Includes the account, because every member of an organization sees its trail, but not all see the same details. */
const idOf = ({ place }: PlaceClient, { TrailARN }: ListedTrail): string => `${place.account} ${TrailARN}`

const byRegion = ({ client: one }: View, { client: other }: View): number =>
  one.place.region < other.place.region ? -1 : 1
