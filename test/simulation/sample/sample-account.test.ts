import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import {
  DescribeKeyCommand,
  GetKeyLastUsageCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeysCommand,
} from '@aws-sdk/client-kms'
import { expect, test } from 'vitest'
import { sampleWorld } from '../../../src/simulation/sample/sample-account.ts'
import { SimulatedAws } from '../../../src/simulation/wire/simulated-aws.ts'
import { demoWire } from '../../../src/simulation/wire/demo-wire.ts'
import type { SimKey } from '../../../src/simulation/world/sim-key.ts'
import { DAY, HOUR, MINUTE } from '../../../src/model/time.ts'
import { NOW, settings } from '../services/clients.ts'

const keysIn = (region: string, now = NOW): readonly SimKey[] => {
  const keys = sampleWorld(now).accounts[0]?.regions[region]?.keys ?? []
  return typeof keys === 'function' ? keys() : keys
}
const all = () => ['us-east-1', 'eu-west-1', 'us-west-2'].flatMap(region => keysIn(region))
const idOf = (alias: string) => all().find(({ aliases }) => aliases.includes(`alias/${alias}`))?.id ?? ''

test('sample account: IDs are well formed, and unique in each Region', () => {
  for (const { id, multiRegion } of all())
    expect(id).toMatch(
      multiRegion ? /^mrk-[0-9a-f]{32}$/ : /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
  for (const region of ['us-east-1', 'eu-west-1'])
    expect(new Set(keysIn(region).map(({ id }) => id)).size).toBe(keysIn(region).length)
})

test.each([NOW, NOW + 900 * DAY, Date.UTC(2026, 5, 1)])(
  'sample account: nothing happens in the future, or before a key was made',
  now => {
    const keys = [...keysIn('us-east-1', now), ...keysIn('eu-west-1', now)]
    for (const { uses, createdAt } of keys)
      for (const { at, over = 0 } of uses) {
        expect(at).toBeLessThan(now)
        expect(at - over).toBeGreaterThan(createdAt)
      }
  },
)

const callersOf = ({ uses }: SimKey): Set<string> =>
  new Set(uses.flatMap(({ by }) => /assumed-role\/([^/]+)/.exec(by ?? '')?.[1] ?? []))

test('sample account: every role that uses a key is named by its policy or by one of its grants', () => {
  const strangers = all().flatMap(key => {
    const grants = (typeof key.grants === 'function' ? key.grants() : key.grants) ?? []
    const named = JSON.stringify([key.policy, grants[0], grants[1]])
    return key.lockedAway === true ? [] : [...callersOf(key)].filter(role => !named.includes(`:role/${role}"`))
  })
  expect(all().some(key => callersOf(key).size > 1)).toBe(true)
  expect(strangers).toEqual([])
})

const regionOf = (alias: string) =>
  keysIn('us-east-1').some(({ aliases }) => aliases.includes(`alias/${alias}`)) ? 'us-east-1' : 'eu-west-1'

const lastUse = async (alias: string, now: number) => {
  const client = new KMSClient(settings(new SimulatedAws(sampleWorld(now)), regionOf(alias)))
  const { KeyLastUsage } = await client.send(new GetKeyLastUsageCommand({ KeyId: idOf(alias) }))
  return KeyLastUsage?.Timestamp?.getTime()
}

test.each([NOW, NOW + 900 * DAY])('sample account: last uses of all ages occur', async now => {
  expect(await lastUse('orders', now)).toBeGreaterThan(now - 2 * HOUR)
  expect(await lastUse('data-lake', now)).toBeGreaterThan(now - 21 * MINUTE)
  expect(await lastUse('warehouse', now)).toBe(now - 151 * DAY)
  for (const alias of ['backup-2024', 'build-secrets', 'feature-store', 'checkout-v2', 'documents'])
    expect(await lastUse(alias, now)).toBeUndefined()
})

test('sample account: CloudWatch dates a use before tracking to the hour', async () => {
  const client = new CloudWatchClient(settings(new SimulatedAws(sampleWorld(NOW)), 'eu-west-1'))
  const KeyArn = `arn:aws:kms:eu-west-1:111122223333:key/${idOf('backup-2024')}`
  const Dimensions = Object.entries({ KeyArn, Operation: 'GenerateDataKey' }).map(([Name, Value]) => ({ Name, Value }))
  const Metric = { Namespace: 'AWS/KMS', MetricName: 'SuccessfulRequest', Dimensions }
  const { MetricDataResults } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(NOW - 454 * DAY),
      EndTime: new Date(NOW),
      MetricDataQueries: [{ Id: 'a', MetricStat: { Metric, Period: 3600, Stat: 'Sum' } }],
    }),
  )
  expect(MetricDataResults?.[0]?.Timestamps?.[0]).toEqual(new Date('2026-01-22T02:00:00Z'))
})

test('sample account: a locked key is visible in CloudTrail only', async () => {
  const aws = settings(new SimulatedAws(sampleWorld(NOW)))
  const KeyId = idOf('card-vault')
  await expect(new KMSClient(aws).send(new DescribeKeyCommand({ KeyId }))).rejects.toThrow('no resource-based policy')
  const AttributeValue = `arn:aws:kms:us-east-1:111122223333:key/${KeyId}`
  const { Events } = await new CloudTrailClient(aws).send(
    new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue }] }),
  )
  expect(Events?.[0]).toMatchObject({ EventName: 'Decrypt', EventTime: new Date(NOW - 2 * HOUR) })
})

test('demo: it answers a real client in both its Regions', async () => {
  const { regions, ...wire } = demoWire(NOW)
  for (const region of regions) {
    const client = new KMSClient({ ...wire, region })
    expect((await client.send(new ListKeysCommand({}))).Keys?.length).toBeGreaterThan(5)
    expect(
      (await client.send(new ListAliasesCommand({}))).Aliases?.some(({ TargetKeyId }) => TargetKeyId === undefined),
    ).toBe(true)
  }
})

test('simulated AWS: 100,000 keys in a Region are answered quickly', async () => {
  const world = sampleWorld(NOW)
  const [template] = keysIn('us-east-1')
  const keys = () =>
    Array.from({ length: 100_000 }, (_, number) => ({ ...template, id: `k${number}`, uses: [] }) as never)
  const account = { ...world.accounts[0], regions: { 'us-east-1': { keys } } } as never
  const aws = new SimulatedAws({ ...world, accounts: [account] }, { log: false })
  const client = new KMSClient(settings(aws))
  const started = performance.now()
  for (const number of [1, 50_000, 99_999]) await client.send(new GetKeyLastUsageCommand({ KeyId: `k${number}` }))
  expect(performance.now() - started).toBeLessThan(2_000)
})
