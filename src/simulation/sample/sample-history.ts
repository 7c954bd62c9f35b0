import { DAY, HOUR, SECOND, type Instant } from '../../model/time.ts'
import { sampleGrants } from './sample-grant.ts'
import { sampleId, sampleKey } from './sample-key.ts'
import { samplePolicies } from './sample-policies.ts'
import { SAMPLE_ACCOUNT, sampleWorld } from './sample-account.ts'
import type { SimGrant, SimKey, SimUse } from '../world/sim-key.ts'
import type { SimAccount, SimulatedWorld } from '../world/world.ts'

/**
 * The sample account of `sampleWorld(now)` as it was at an earlier moment. Keys that were created later do not exist
 * yet, keys that have been deleted since still do, and what changed since is as it was. Regular uses go on all the time,
 * so at an earlier moment they are the same, as much earlier.
 */
export function sampleWorldAt(now: Instant, at: Instant): SimulatedWorld {
  const [today, earlier] = [sampleWorld(now), sampleWorld(at)]
  const accounts = today.accounts.map((account, index) => accountAt(account, earlier.accounts[index], { now, at }))
  return { ...today, clock: () => at, accounts }
}

interface Moments {
  now: Instant
  at: Instant
}

function accountAt(account: SimAccount, earlier: SimAccount | undefined, moments: Moments): SimAccount {
  const regions = Object.entries(account.regions).map(([name, region]) => {
    const before = new Map(keysOf(earlier, name).map(key => [key.id, key]))
    const own = keysOf(account, name).map(key => keyAt(key, before.get(key.id) ?? key, moments))
    const keys = [...own, ...(name === 'us-east-1' ? deletedKeys(moments) : [])]
    return [name, { ...region, keys: keys.filter(({ createdAt }) => createdAt <= moments.at) }] as const
  })
  return { ...account, regions: Object.fromEntries(regions) }
}

function keysOf(account: SimAccount | undefined, region: string): readonly SimKey[] {
  const keys = account?.regions[region]?.keys ?? []
  return typeof keys === 'function' ? keys() : keys
}

/** @param earlier the same key with every moment as much earlier */
function keyAt(key: SimKey, earlier: SimKey, { now, at }: Moments): SimKey {
  const uses = key.uses.flatMap((use, index): SimUse[] => (use.at <= at ? [use] : earlier.uses.slice(index, index + 1)))
  const noise = (earlier.noise ?? []).filter(({ operation }) => operation !== 'ScheduleKeyDeletion')
  const change = CHANGES.find(one => sampleId(one.name) === key.id)
  const rotations = key.rotation?.rotations?.filter(time => time <= at)
  const whole: SimKey = {
    ...key,
    uses,
    ...(key.grants === undefined ? {} : { grants: () => grantsOf(key).filter(grant => createdAt(grant) <= at) }),
    ...(at < now ? { noise } : {}),
    ...(key.rotation === undefined || rotations === undefined ? {} : { rotation: { ...key.rotation, rotations } }),
  }
  return change === undefined || at >= now - change.daysAgo * DAY ? whole : change.before(whole, now)
}

const policies = samplePolicies(SAMPLE_ACCOUNT)

interface Change {
  name: string
  /** When the key became what it is today. */
  daysAgo: number
  before(key: SimKey, now: Instant): SimKey
}

const grantsOf = ({ grants = [] }: SimKey): readonly SimGrant[] => (typeof grants === 'function' ? grants() : grants)

/** ListGrants returns the time in seconds. */
const createdAt = ({ CreationDate }: SimGrant): Instant => Number(CreationDate) * SECOND

const movingGrant = (now: Instant): SimGrant =>
  sampleGrants(now, SAMPLE_ACCOUNT)('orders-migration', policies.role('orders-migration'), ['Decrypt'], { part: 'all' })

const succeeding = (key: SimKey): SimKey => ({
  ...key,
  uses: key.uses.filter(({ errorCode }) => errorCode === undefined),
})

function enabled(key: SimKey): SimKey {
  const before = { ...key, state: 'Enabled' }
  delete before.deletionDate
  return before
}

/** What changed in the sample account. Its newest key, `checkout-v2`, was created. */
const CHANGES: readonly Change[] = [
  // Its deletion was scheduled although a job still calls it.
  { name: 'billing-exports', daysAgo: 21, before: key => succeeding(enabled(key)) },
  // A key that looked unused: these files are written once a year.
  { name: 'sepa-files', daysAgo: 30, before: key => ({ ...key, uses: [] }) },
  { name: 'data-lake', daysAgo: 14, before: key => ({ ...key, policy: policies.usedBy('data-lake') }) },
  // The data was moved, and the grant for that was retired.
  {
    name: 'orders',
    daysAgo: 25,
    before: (key, now) => ({ ...key, grants: [...grantsOf(key), movingGrant(now)] }),
  },
  { name: 'ledger', daysAgo: 2, before: enabled },
]

/** Keys that were unused and are deleted today, with the days since their deletion was scheduled and since it happened. */
const DELETED = [
  { name: 'mail-templates', description: 'Templates of order mails', age: 940, scheduled: 29, deleted: 19 },
  { name: 'crm-import', description: 'Import into the former CRM', age: 1120, scheduled: 75, deleted: 45 },
] as const

const deletedKeys = ({ now, at }: Moments): SimKey[] =>
  DELETED.filter(({ deleted }) => at < now - deleted * DAY).map(({ name, description, age, scheduled, deleted }) => ({
    ...sampleKey(now, name, age, description, {
      tags: { owner: 'shop' },
      policy: policies.usedBy(name),
      uses: [{ operation: 'Decrypt', at: now - (scheduled + 200) * DAY - 5 * HOUR }],
    }),
    ...(at < now - scheduled * DAY ? {} : { state: 'PendingDeletion', deletionDate: now - deleted * DAY }),
  }))
