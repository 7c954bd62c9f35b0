import { recordedKey } from '../../../src/simulation/world/recorded-key.ts'
import { simKey, type SimKey } from '../../../src/simulation/world/sim-key.ts'
import type { SimResources } from '../../../src/simulation/world/sim-resources.ts'
import { simAccount, type SimAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { run, type Run, type RunOptions } from '../../run.ts'
import { ACCOUNT, id, NOW } from '../../simulation/services/clients.ts'
import { BANK, SHOP, worldOf } from '../enter/accounts.ts'

export const HOURS = 3_600_000

/** A key as AWS Config recorded it two days ago. */
export const recorded = (account: string, number: number, rest: Partial<SimKey> = {}, region = 'us-east-1'): object =>
  recordedKey(simKey({ id: id(number), ...rest }), { account, region, at: NOW - 48 * HOURS })

/** The state of a source of the aggregator. */
export const source = (AwsRegion: string, SourceId = 'o-exampleorg', LastUpdateStatus = 'SUCCEEDED'): object => ({
  SourceId,
  SourceType: SourceId.startsWith('o-') ? 'ORGANIZATION' : 'ACCOUNT',
  AwsRegion,
  LastUpdateStatus,
  LastUpdateTime: new Date(NOW - HOURS),
})

/** The aggregator `org`, with these records and sources. */
export const aggregator = (records: readonly object[], sources: readonly object[]): SimResources => ({
  'config:SelectAggregateResourceConfig': { org: records },
  'config:DescribeConfigurationAggregatorSourcesStatus': { org: sources },
})

export const RECORDS = [
  recorded(ACCOUNT, 1, { description: 'as recorded' }),
  recorded(ACCOUNT, 9),
  // An audit of us-east-1 can enter this Region, and does not ask for it.
  recorded(ACCOUNT, 8, {}, 'eu-west-1'),
  recorded(SHOP, 2, { description: 'orders', tags: { team: 'shop' } }),
  recorded(SHOP, 3, {}, 'eu-west-1'),
  recorded(BANK, 4),
]

/** The account of the auditor, which has one key and the aggregator, and nothing else. */
export const auditors = (resources: SimResources, rest: Partial<SimAccount> = {}): SimAccount =>
  simAccount({
    id: ACCOUNT,
    regions: { 'us-east-1': { keys: [simKey({ id: id(1), description: 'as it is' })], resources } },
    ...rest,
  })

export const worldWith = (
  records: readonly object[] = RECORDS,
  sources: readonly object[] = [source('us-east-1'), source('eu-west-1')],
): SimulatedWorld => worldOf(auditors(aggregator(records, sources)))

/** The keys of a report: account, Region, the last digit of the id, and whether the key is recorded. */
export const keysIn = ({ report }: Run): string[] =>
  report().keys.map(
    ({ account_id, region, key_id, inventory }) =>
      `${account_id} ${region} ${key_id.at(-1)}${inventory === undefined ? '' : ' recorded'}`,
  )

/** A run with the aggregator, and its report as JSON. */
export const audit = (more: readonly string[] = [], world = worldWith(), options: RunOptions = {}): Promise<Run> =>
  run(['-o', 'json', '--inventory-from', 'config:org', ...more], world, options)

/** The same without asking for the last use, which takes longer. */
export const list = (more: readonly string[] = [], world = worldWith(), options: RunOptions = {}): Promise<Run> =>
  audit(['--source', 'none', ...more], world, options)
