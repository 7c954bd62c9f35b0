import { expect, test } from 'vitest'
import { changed } from '../../src/simulation/faults/faults.ts'
import { simAccount } from '../../src/simulation/world/world.ts'
import { simKey } from '../../src/simulation/world/sim-key.ts'
import { DAY } from '../../src/model/time.ts'
import { ACCOUNT, aWorld, id, NOW } from '../simulation/services/clients.ts'
import { run } from '../run.ts'

const REGION = 'us-east-1'

/** Sets one member of a JSON answer, named by its path. */
function withMember(body: string, path: string, value: unknown): string {
  const answer = JSON.parse(body) as Record<string, unknown>
  const names = path.split('.')
  const last = names.pop() ?? ''
  const holder = names.reduce((within, name) => within[name] as Record<string, unknown>, answer)
  holder[last] = value
  return JSON.stringify(answer)
}

/** Audits one key with one use so many days ago, where one member of the first answer of an operation is changed. */
async function auditOf(source: string, operation: string, days: number, path: string, value: unknown) {
  const key = simKey({ id: id(1), uses: [{ operation: 'Decrypt', at: NOW - days * DAY }] })
  const world = aWorld([], { accounts: [simAccount({ id: ACCOUNT, regions: { [REGION]: { keys: [key] } } })] })
  const fault = changed(body => withMember(body, path, value), { operation, region: REGION, times: 1 })
  const argv = ['-o', 'json', '-r', REGION, '--source', source, '--no-requests']
  const { report } = await run(argv, world, { faults: [fault] })
  const { keys, gaps } = report()
  return { usage: keys[0]?.usage, gaps }
}

const used = (days: number) => ({
  status: 'used',
  last_used_at: expect.stringContaining(new Date(NOW - days * DAY).toISOString().slice(0, 10)) as string,
})

test.each<[path: string, value: unknown]>([
  ['KeyLastUsage.Operation', ''],
  ['KeyLastUsage.Operation', 7],
  ['KeyLastUsage.CloudTrailEventId', {}],
  ['KeyCreationDate', 'text'],
  ['KeyCreationDate', -1e15],
  ['TrackingStartDate', []],
  ['TrackingStartDate', 7],
])('GetKeyLastUsage: a use before the 90 days of CloudTrail is kept where %s is %j', async (path, value) => {
  const { usage, gaps } = await auditOf('kms,cloudtrail', 'GetKeyLastUsage', 120, path, value)
  expect(usage).toMatchObject(used(120))
  expect(gaps).toMatchObject([{ operation: 'kms:GetKeyLastUsage', reason: 'malformed', key_id: id(1) }])
})

test.each<[path: string, value: unknown]>([
  ['KeyLastUsage.Timestamp', 'text'],
  ['KeyLastUsage', []],
  ['KeyCreationDate', 'text'],
])('GetKeyLastUsage: an answer whose %s is %j shows no silence', async (path, value) => {
  const key = simKey({ id: id(1), uses: [] })
  const world = aWorld([], { accounts: [simAccount({ id: ACCOUNT, regions: { [REGION]: { keys: [key] } } })] })
  const fault = changed(body => withMember(body, path, value), {
    operation: 'GetKeyLastUsage',
    region: REGION,
    times: 1,
  })
  const { report } = await run(['-o', 'json', '-r', REGION, '--source', 'kms'], world, { faults: [fault] })
  expect(report().keys[0]).toMatchObject({ disposition: 'unknown', usage: { status: 'unknown' } })
  expect(report().gaps).toContainEqual(expect.objectContaining({ reason: 'malformed', key_id: id(1) }))
})

test.each<[path: string, value: unknown]>([
  ['Events.0.EventTime', 'text'],
  ['Events.0.EventTime', {}],
  ['Events.0.Resources.0', []],
  ['NextToken', 7],
])('LookupEvents: a use is kept where %s is %j', async (path, value) => {
  const { usage } = await auditOf('cloudtrail', 'LookupEvents', 40, path, value)
  expect(usage).toMatchObject(used(40))
})

test('LookupEvents: a page token that cannot be read ends the search without silence, with a gap', async () => {
  const key = simKey({ id: id(1), uses: [] })
  const world = aWorld([], { accounts: [simAccount({ id: ACCOUNT, regions: { [REGION]: { keys: [key] } } })] })
  const fault = changed(body => withMember(body, 'NextToken', 7), {
    operation: 'LookupEvents',
    region: REGION,
    times: 1,
  })
  const { report } = await run(['-o', 'json', '-r', REGION, '--source', 'cloudtrail'], world, { faults: [fault] })
  expect(report().keys[0]).toMatchObject({ disposition: 'unknown', usage: { status: 'unknown' } })
  const gap = { operation: 'cloudtrail:LookupEvents', reason: 'malformed', key_id: id(1) }
  expect(report().gaps).toContainEqual(expect.objectContaining(gap))
})

test.each<[path: string, value: unknown]>([
  ['MetricDataResults.0.StatusCode', 7],
  ['MetricDataResults.0.StatusCode', ''],
  ['MetricDataResults.1', []],
  ['NextToken', 7],
])('GetMetricData: the use that a series shows is kept where %s is %j', async (path, value) => {
  const { usage, gaps } = await auditOf('cloudwatch', 'GetMetricData', 20, path, value)
  expect(usage).toMatchObject(used(20))
  expect(gaps).toContainEqual(expect.objectContaining({ operation: 'cloudwatch:GetMetricData', reason: 'malformed' }))
})

test('GetMetricData: a negative count is malformed, not silence', async () => {
  const { usage, gaps } = await auditOf('cloudwatch', 'GetMetricData', 20, 'MetricDataResults.0.Values.0', -5)
  expect(usage).toMatchObject({ status: 'unknown' })
  expect(gaps).toContainEqual(expect.objectContaining({ operation: 'cloudwatch:GetMetricData', reason: 'malformed' }))
})

test('ListKeys: the keys of a page are audited although its marker cannot be read, and a gap says so', async () => {
  const { usage, gaps } = await auditOf('kms', 'ListKeys', 40, 'NextMarker', 7)
  expect(usage).toMatchObject(used(40))
  expect(gaps).toMatchObject([{ operation: 'kms:ListKeys', reason: 'malformed', region: REGION }])
})

const MRK = 'mrk-11111111222243338444000000000001'
const arnIn = (region: string): string => `arn:aws:kms:${region}:${ACCOUNT}:key/${MRK}`
const family = (type: 'PRIMARY' | 'REPLICA') => ({ type, primary: arnIn(REGION), replicas: [arnIn('eu-west-1')] })

/** Audits the Region of a primary key without uses, whose replica in another Region is used every day. */
async function auditOfPrimary(path: string, value: unknown) {
  const replica = simKey({ id: MRK, multiRegion: family('REPLICA'), uses: [{ operation: 'Decrypt', at: NOW - DAY }] })
  const regions = {
    [REGION]: { keys: [simKey({ id: MRK, multiRegion: family('PRIMARY'), uses: [] })] },
    'eu-west-1': { keys: [replica] },
  }
  const world = aWorld([], { accounts: [simAccount({ id: ACCOUNT, regions })] })
  const fault = changed(body => withMember(body, `KeyMetadata.MultiRegionConfiguration.${path}`, value), {
    operation: 'DescribeKey',
    region: REGION,
    times: 1,
  })
  return run(['-o', 'json', '-r', REGION], world, { faults: [fault] })
}

test.each<[path: string, value: unknown]>([
  ['ReplicaKeys.0.Arn', null],
  ['ReplicaKeys.0.Arn', 7],
  ['ReplicaKeys.0', {}],
  ['ReplicaKeys.0', null],
])('DescribeKey: a primary key is not unused where %s of its used replica is %j', async (path, value) => {
  const { report } = await auditOfPrimary(path, value)
  expect(report().keys[0]).toMatchObject({ key_id: MRK, disposition: 'unknown' })
  expect(report().savings.unused_key_count).toBe(0)
  expect(report().gaps).toMatchObject([{ operation: 'kms:DescribeKey', reason: 'malformed', key_id: MRK }])
})

test('DescribeKey: a replica without its ARN is known by its Region, which stderr names', async () => {
  const { report, err } = await auditOfPrimary('ReplicaKeys.0.Arn', null)
  expect(report().keys[0]?.replica_keys).toEqual([arnIn('eu-west-1')])
  expect(err).toContain('use -r eu-west-1,us-east-1')
})
