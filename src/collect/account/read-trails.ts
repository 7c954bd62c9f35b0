import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { ListedTrail } from '../../aws/cloudtrail/trails.ts'
import type { Scope, TrailRecord } from '../../model/report.ts'
import { type Memory, remembered } from '../run/memory.ts'

/** A place of the run, and whether it could be read. Those that are not enabled are none. */
export interface AskedPlace {
  access: PlaceClient
  answered: boolean
}

/** The trails of each account as each of its Regions sees them; null where that could not be read, which is a gap. */
export async function readTrails(places: readonly AskedPlace[], memory: Memory): Promise<NonNullable<Scope['trails']>> {
  const views = await Promise.all(places.map(place => viewFrom(place, memory)))
  const records = await recordsOf(views, memory)
  const byAccount: NonNullable<Scope['trails']> = {}
  for (const { access, trails } of views.toSorted(byRegion)) {
    const { account, region } = access.place
    const ofAccount = (byAccount[account] ??= {})
    ofAccount[region] = trails?.flatMap(trail => records.get(idOf(access, trail)) ?? []) ?? null
  }
  return byAccount
}

/** What one Region sees. */
interface View {
  access: PlaceClient
  trails: readonly ListedTrail[] | null
}

async function viewFrom({ access, answered }: AskedPlace, memory: Memory): Promise<View> {
  // Whoever does not answer about keys has a gap already.
  if (!answered) return { access, trails: null }
  const { listTrails } = await import('../../aws/cloudtrail/trails.ts')
  const fact = { place: access.place, kind: 'cloudtrail:DescribeTrails', id: 'all' }
  const listed = await remembered(
    memory,
    fact,
    () => listTrails(access),
    ({ known }) => known,
  )
  if (listed.known) return { access, trails: listed.value }
  access.note(listed, 'cloudtrail:DescribeTrails')
  return { access, trails: null }
}

/** Each trail is read once for an account, where it lives if the run goes there. */
async function recordsOf(views: readonly View[], memory: Memory): Promise<Map<string, TrailRecord>> {
  const chosen = new Map<string, { access: PlaceClient; trail: ListedTrail }>()
  for (const { access, trails } of views) {
    for (const trail of trails ?? []) {
      const id = idOf(access, trail)
      if (!chosen.has(id) || access.place.region === trail.HomeRegion) chosen.set(id, { access, trail })
    }
  }
  const { readTrail } = await import('../../aws/cloudtrail/trails.ts')
  const read = [...chosen].map(async ([id, { access, trail }]) => {
    const fact = { place: access.place, kind: 'cloudtrail:GetTrailStatus', id: trail.TrailARN }
    return [id, await remembered(memory, fact, () => readTrail(access, trail), isWhole)] as const
  })
  return new Map(await Promise.all(read))
}

const isWhole = ({ logging, hides_kms }: TrailRecord): boolean => logging !== null && hides_kms !== null

/** Members of an organization each see its trail, and one may be told more of it than another. */
const idOf = ({ place }: PlaceClient, { TrailARN }: ListedTrail): string => `${place.account} ${TrailARN}`

const byRegion = ({ access: one }: View, { access: other }: View): number =>
  one.place.region < other.place.region ? -1 : 1
