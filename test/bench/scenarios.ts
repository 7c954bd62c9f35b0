import { regionStatuses } from '../../src/simulation/world/regions.ts'
import { sampleId } from '../../src/simulation/sample/sample-key.ts'
import { benchResources } from './dependents-scenario.ts'
import { keyArn, simAccount, type SimAccount, type SimulatedWorld } from '../../src/simulation/world/world.ts'
import { simKey, type SimKey, type SimUse } from '../../src/simulation/world/sim-key.ts'
import { DAY, HOUR, MINUTE } from '../../src/model/time.ts'

export const ACCOUNT = '111122223333'
/** The role in every account of an organization. */
export const MEMBER_ROLE = 'KeyAuditor'
/** Half a year after tracking of last uses began. The measured program takes its clock from the answers. */
const NOW = Date.UTC(2026, 10, 20, 12)

/** The 17 Regions that need no opt-in. */
const REGIONS = regionStatuses('aws', []).flatMap(({ name, optIn }) => (optIn ? [] : name))

/** The most keys of a place that get a second opinion. */
const MOST_SECOND_OPINIONS = 60
/**
 * The calls that test CloudTrail before its silence decides: a lookup by event name, and one by the ARN in its event.
 */
const CONTROL = 2

/** A simulated account, and the calls that an audit of it needs. */
interface Scenario {
  world(): SimulatedWorld
  /** The number of customer managed keys in all its Regions. */
  keys: number
  /** Calls that the plan needs in one Region. Operations that cannot be the slowest are left out. */
  needs: Readonly<Record<string, number>>
  /** Whether every call is recorded, to repeat it. */
  isRecorded?: true
}

export const scenarios = {
  '60-keys': mixed({ busy: 48, quiet: 12 }),
  '160-keys': mixed({ busy: 120, quiet: 40 }),
  '300-keys': mixed({ busy: 225, seldom: 39, quiet: 36 }),
  '17-regions': mixed({ busy: 48, quiet: 12, regions: REGIONS }),
  '30-keys-cloudtrail': trailOnly({ used: 21, buried: 3, quiet: 6 }),
  '200-accounts': organization({ accounts: 200, busy: 8, quiet: 2, regions: ['us-east-1', 'eu-west-1'] }),
  '5000-resources': referenced(100),
  '10000-keys': inventory(10_000),
  '25000-keys': inventory(25_000),
  '100000-keys': inventory(100_000),
} satisfies Record<string, Scenario>

export type ScenarioName = keyof typeof scenarios

interface Mixture {
  busy: number
  /** Keys in use, but not within the last two weeks. */
  seldom?: number
  quiet: number
  regions?: readonly string[]
}

/**
 * Returns keys in daily use, and several kinds of quiet keys that are candidates for unused, each with a page of
 * events.
 */
function mixed({ regions = ['us-east-1'], ...mixture }: Mixture): Scenario {
  return {
    world: () => world(Object.fromEntries(regions.map(region => [region, mixedKeys(region, mixture)]))),
    keys: keysIn(mixture) * regions.length,
    needs: mixedNeeds(mixture),
  }
}

/** Returns the keys. Their names, and so their IDs, begin with a place. */
const mixedKeys = (place: string, { busy, seldom = 0, quiet }: Mixture): SimKey[] => [
  ...many(busy, `${place} busy`, number => ({ uses: [daily('Decrypt', number), daily('GenerateDataKey', number)] })),
  ...many(seldom, `${place} seldom`, number => ({ uses: [{ operation: 'Decrypt', at: NOW - (20 + number) * DAY }] })),
  ...many(quiet, `${place} quiet`, number => QUIET[number % QUIET.length] ?? {}),
  ...many(4, `${place} aws`, number => ({ manager: 'AWS', uses: [daily('Decrypt', number)] })),
]

function keysIn({ busy, seldom = 0, quiet }: Mixture): number {
  return busy + seldom + quiet
}

function mixedNeeds(mixture: Mixture): Scenario['needs'] {
  return {
    'kms:GetKeyLastUsage': keysIn(mixture),
    'cloudtrail:LookupEvents': Math.min(mixture.quiet, MOST_SECOND_OPINIONS) + CONTROL,
  }
}

interface Organization extends Mixture {
  accounts: number
  regions: readonly string[]
}

/** Returns the same keys in every Region of every account. The calling account is the management account. */
function organization({ accounts, regions, ...mixture }: Organization): Scenario {
  const ids = [ACCOUNT, ...Array.from({ length: accounts - 1 }, (_, number) => String(number + 1).padStart(12, '0'))]
  const members = ids.map(id => ({ id, name: `member ${id}`, parentId: 'r-ab12' }))
  const account = (id: string): SimAccount =>
    simAccount({
      id,
      roles: [{ name: MEMBER_ROLE, trusts: [ACCOUNT] }],
      regions: Object.fromEntries(
        regions.map(region => [region, { keys: shuffled(mixedKeys(`${id} ${region}`, mixture)) }]),
      ),
      ...(id === ACCOUNT && { organization: { id: 'o-exampleorgid', rootId: 'r-ab12', units: [], accounts: members } }),
    })
  return {
    world: () => ({ clock: () => NOW, accounts: ids.map(account) }),
    keys: keysIn(mixture) * regions.length * accounts,
    needs: mixedNeeds(mixture),
    isRecorded: true,
  }
}

/** Kinds of quiet keys: silent since tracking began, never used, last used long ago. */
const QUIET: readonly Partial<SimKey>[] = [
  { noise: [{ operation: 'DescribeKey', at: NOW - DAY, count: 30, over: 30 * DAY }] },
  { createdAt: NOW - 150 * DAY, noise: [{ operation: 'CreateKey', at: NOW - 150 * DAY }] },
  { uses: [{ operation: 'Decrypt', at: NOW - 140 * DAY }] },
]

interface Trail {
  /** Keys whose newest event is their last use. */
  used: number
  /** Keys whose last use is on the second page, after calls that are not uses. */
  buried: number
  quiet: number
}

/**
 * Returns keys that only CloudTrail reports on. Its silence needs no test of its own, because the used keys show that
 * lookups work.
 */
function trailOnly({ used, buried, quiet }: Trail): Scenario {
  const noise: SimUse[] = [{ operation: 'DescribeKey', at: NOW - HOUR, count: 60, over: HOUR }]
  const region = (): SimKey[] => [
    ...many(used, 'used', number => ({ uses: [daily('Decrypt', number)] })),
    ...many(buried, 'buried', number => ({ uses: [{ operation: 'Decrypt', at: NOW - (number + 3) * DAY }], noise })),
    ...many(quiet, 'quiet', () => ({})),
  ]
  return {
    world: () => world({ 'us-east-1': region() }),
    keys: used + buried + quiet,
    needs: { 'cloudtrail:LookupEvents': used + 2 * buried + quiet },
  }
}

/** Returns keys in daily use, each with its share of the resources. */
function referenced(count: number): Scenario {
  const keys = (): SimKey[] => mixedKeys('us-east-1', { busy: count, quiet: 0 })
  const place = { partition: 'aws', id: ACCOUNT }
  return {
    world: () => {
      const all = keys()
      const arns = all.filter(({ manager }) => manager !== 'AWS').map(({ id }) => keyArn(place, 'us-east-1', id))
      const region = { keys: shuffled(all), resources: benchResources(arns) }
      return { clock: () => NOW, accounts: [simAccount({ id: ACCOUNT, regions: { 'us-east-1': region } })] }
    },
    keys: count,
    needs: { 'kms:GetKeyLastUsage': count },
  }
}

function inventory(count: number): Scenario {
  return {
    world: () => world({ 'us-east-1': many(count, 'key', () => ({})) }),
    keys: count,
    needs: { 'kms:ListKeys': count / 1000, 'kms:ListAliases': count / 100, 'kms:DescribeKey': count },
  }
}

const world = (regions: Readonly<Record<string, readonly SimKey[]>>): SimulatedWorld => ({
  clock: () => NOW,
  accounts: [
    simAccount({
      id: ACCOUNT,
      regions: Object.fromEntries(Object.entries(regions).map(([region, keys]) => [region, { keys: shuffled(keys) }])),
    }),
  ],
})

/** Returns the keys in the order of their random IDs, so that nothing depends on which kind comes first. */
const shuffled = (keys: readonly SimKey[]): SimKey[] => keys.toSorted((a, b) => (a.id < b.id ? -1 : 1))

const many = (count: number, name: string, more: (number: number) => Partial<SimKey>): SimKey[] =>
  Array.from({ length: count }, (_, number) =>
    simKey({
      id: sampleId(`${name} ${number}`),
      description: `Encrypts what ${name} ${number} stores`,
      aliases: [`alias/${name.replaceAll(' ', '/')}/${number}`],
      ...more(number),
    }),
  )

const daily = (operation: string, number: number): SimUse => ({
  operation,
  at: NOW - 2 * HOUR - number * MINUTE,
  count: 400,
  over: 40 * DAY,
})
