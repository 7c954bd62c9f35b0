import { regionsOf } from '../../src/demo/regions.ts'
import { sampleId } from '../../src/demo/sample-key.ts'
import { simAccount, simKey, type SimKey, type SimUse, type World } from '../../src/demo/world.ts'
import { DAY, HOUR, MINUTE } from '../../src/model/time.ts'

export const ACCOUNT = '111122223333'
/** Half a year after last-usage tracking began; the measured program takes its clock from the answers. */
const NOW = Date.UTC(2026, 10, 20, 12)

/** The 17 that need no opting in. */
const REGIONS = regionsOf('aws', []).flatMap(({ name, optIn }) => (optIn ? [] : name))

/** A second witness is called for so many keys of a place. */
const WITNESSED = 60
/** Before silence decides: a lookup by event name, and one by the ARN that it named. */
const CONTROL = 2

/** An account to be measured on, and what an audit of it cannot do without. */
export interface Scenario {
  world(): World
  /** Customer managed keys in all its Regions. */
  keys: number
  /** Calls that the plan of calls needs in one Region; operations that cannot be the slowest are left out. */
  needs: Readonly<Record<string, number>>
}

export const scenarios = {
  '60-keys': mixed({ busy: 48, quiet: 12 }),
  '300-keys': mixed({ busy: 225, quiet: 75 }),
  '17-regions': mixed({ busy: 48, quiet: 12, regions: REGIONS }),
  '30-keys-cloudtrail': trailOnly({ used: 21, buried: 3, quiet: 6 }),
  '10000-keys': inventory(10_000),
  '25000-keys': inventory(25_000),
  '100000-keys': inventory(100_000),
} satisfies Record<string, Scenario>

export type ScenarioName = keyof typeof scenarios

interface Mixture {
  busy: number
  quiet: number
  regions?: readonly string[]
}

/** Keys in daily use, and quiet ones which are about to be called unused: each kind of quiet, a page of events each. */
function mixed({ busy, quiet, regions = ['us-east-1'] }: Mixture): Scenario {
  const keysOf = (region: string): SimKey[] => [
    ...many(busy, `${region} busy`, number => ({ uses: [daily('Decrypt', number), daily('GenerateDataKey', number)] })),
    ...many(quiet, `${region} quiet`, number => QUIET[number % QUIET.length] ?? {}),
    ...many(4, `${region} aws`, number => ({ manager: 'AWS', uses: [daily('Decrypt', number)] })),
  ]
  return {
    world: () => world(Object.fromEntries(regions.map(region => [region, keysOf(region)]))),
    keys: (busy + quiet) * regions.length,
    needs: {
      'kms:GetKeyLastUsage': busy + quiet,
      'cloudtrail:LookupEvents': Math.min(quiet, WITNESSED) + CONTROL,
    },
  }
}

/** Silent since tracking began; never used; not used for long. */
const QUIET: readonly Partial<SimKey>[] = [
  { noise: [{ operation: 'DescribeKey', at: NOW - DAY, count: 30, over: 30 * DAY }] },
  { createdAt: NOW - 150 * DAY, noise: [{ operation: 'CreateKey', at: NOW - 150 * DAY }] },
  { uses: [{ operation: 'Decrypt', at: NOW - 140 * DAY }] },
]

interface Trail {
  /** The last use is the newest event. */
  used: number
  /** The last use is on the second page, behind calls that are no use. */
  buried: number
  quiet: number
}

/** What CloudTrail alone has to tell. That silence can be trusted needs no call of its own: the used keys show it. */
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

function inventory(count: number): Scenario {
  return {
    world: () => world({ 'us-east-1': many(count, 'key', () => ({})) }),
    keys: count,
    needs: { 'kms:ListKeys': count / 1000, 'kms:ListAliases': count / 100, 'kms:DescribeKey': count },
  }
}

const world = (regions: Readonly<Record<string, readonly SimKey[]>>): World => ({
  clock: () => NOW,
  accounts: [
    simAccount({
      id: ACCOUNT,
      regions: Object.fromEntries(Object.entries(regions).map(([region, keys]) => [region, { keys: shuffled(keys) }])),
    }),
  ],
})

/** In the order of their ids, which are random: nothing may depend on which kind comes first. */
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
