import { sampleWorld } from '../src/simulation/sample/sample-account.ts'
import type { SimulatedWorld } from '../src/simulation/world/world.ts'
import type { SimGrant, SimKey } from '../src/simulation/world/sim-key.ts'

/** A key of the sample account has 40,100 grants: enough for one test of that, too many for a hundred audits. */
const MOST_GRANTS = 150

/** The sample account with no more than 150 grants on each key. */
export function sampleWithFewGrants(now: number): SimulatedWorld {
  const world = sampleWorld(now)
  return {
    ...world,
    accounts: world.accounts.map(account => ({ ...account, regions: regionsOf(account.regions, now) })),
  }
}

type Regions = SimulatedWorld['accounts'][number]['regions']

const regionsOf = (regions: Regions, now: number): Regions =>
  Object.fromEntries(
    Object.entries(regions).map(([name, region]) => {
      const keys = typeof region.keys === 'function' ? region.keys() : region.keys
      return [name, { ...region, keys: keys.map(key => few(key, now)) }]
    }),
  )

const made = new Map<string, readonly SimGrant[]>()

/** Made once for the worlds of one time. */
function few(key: SimKey, now: number): SimKey {
  const { id, grants } = key
  if (typeof grants !== 'function') return key
  const name = `${id} ${now}`
  const some = made.get(name) ?? grants().slice(0, MOST_GRANTS)
  made.set(name, some)
  return { ...key, grants: some }
}
