import { expect, test } from 'vitest'
import { run } from '../../run.ts'
import { actionsIn, policy, rolesFor } from '../../commands/printed-permissions.ts'
import { ACCOUNT, id } from '../../simulation/services/clients.ts'
import { SHOP, worldOf } from '../enter/accounts.ts'
import { aggregator, audit, auditors, list, recorded, RECORDS, source, worldWith } from './recorded-world.ts'

const QUERY = ['config:DescribeConfigurationAggregatorSourcesStatus', 'config:SelectAggregateResourceConfig']
const inventory = ['-r', 'us-east-1', '--inventory-from', 'config:org']

test('permissions: --inventory-from adds the two actions that a run calls, and nothing else', async () => {
  const more = actionsIn(await policy(inventory))
  const without = actionsIn(await policy(['-r', 'us-east-1']))
  expect(more.filter(action => !without.includes(action))).toEqual(QUERY)
  const { aws } = await audit(['-r', 'us-east-1'])
  expect(more).toEqual(expect.arrayContaining(Object.keys(aws.calls).filter(call => !call.startsWith('sts:'))))
})

test('permissions: only the caller asks the aggregator, not the role in the accounts', async () => {
  const { caller_policy, role } = await rolesFor(['--org', '--org-role', 'A', ...inventory])
  expect(actionsIn(caller_policy)).toEqual(expect.arrayContaining(QUERY))
  expect(actionsIn(role.policy).filter(action => action.startsWith('config:'))).toEqual([])
})

test('estimate: the query is counted, and keys that are only recorded need no other call', async () => {
  const many = [...RECORDS, ...Array.from({ length: 101 }, (_, n) => recorded(SHOP, n + 20))]
  const { out, exit, aws } = await run([...inventory, '--estimate'], worldWith(many))
  expect(exit).toBe(0)
  expect(out).toMatch(/config:SelectAggregateResourceConfig +3\n/)
  expect(out).toMatch(/config:DescribeConfigurationAggregatorSourcesStatus +1\n/)
  expect(out).toMatch(/kms:DescribeKey +1\n/)
  expect(out).toMatch(/config:org@us-east-1 lists 103 keys in accounts and Regions that cannot be entered/)
  expect(aws.calls['kms:DescribeKey']).toBeUndefined()
})

test('inventory: the plan of a run counts no calls for recorded keys', async () => {
  const many = Array.from({ length: 101 }, (_, n) => recorded(SHOP, n + 20))
  const { err } = await audit(['-r', 'us-east-1', '--log-progress', '--source', 'none'], worldWith(many))
  expect(err).toMatch(/\b1 key: about/)
})

const arn = `arn:aws:kms:us-east-1:${SHOP}:key/${id(2)}`
const volume = {
  accountId: SHOP,
  awsRegion: 'us-east-1',
  resourceType: 'AWS::EC2::Volume',
  resourceId: 'vol-1',
  configurationItemCaptureTime: '2026-11-17T08:00:00.000Z',
  configuration: { kmsKeyId: arn },
}
const swept = worldOf(auditors(aggregator([...RECORDS, volume], [source('us-east-1'), source('eu-west-1')])))

test.each([
  ['the lists of services', [], 'lists'],
  ['the same aggregator', ['--dependents-from', 'config:org'], 'config:org@us-east-1'],
])('inventory: with %s, resources of a recorded key are those that AWS Config recorded', async (_, words, from) => {
  const audited = await list(['--dependents', 'ebs-volume', ...words], swept)
  const { dependents, dependents_gaps } = audited.key('2')
  expect(dependents).toMatchObject([{ id: 'vol-1', found_by: ['config'], recorded_at: '2026-11-17T08:00:00Z' }])
  expect(dependents_gaps).toMatchObject([{ type: 'ebs-volume', reason: 'partial' }])
  expect(audited.report().scope.dependents?.from).toBe(from)
  expect(audited.report().keys.find(({ account_id }) => account_id === ACCOUNT)?.dependents).toEqual([])
})
