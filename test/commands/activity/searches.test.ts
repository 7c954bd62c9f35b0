import { expect, test } from 'vitest'
import { TRAIL_CHANGES } from '../../../src/model/assessments/activity-changes.ts'
import { HOUR } from '../../../src/model/time.ts'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { ACCOUNT, arn, aWorld, id } from '../../simulation/services/clients.ts'
import { activity, twoKeys, uses } from './event-history.ts'

test('activity: where a Region has more events than pages, each key is searched, and quiet keys are read to the start', async () => {
  const { whole, exit, err } = await activity(twoKeys, ['--max-pages', '12'])
  const { windows, calls, gaps } = whole()
  expect(exit).toBe(0)
  expect(windows).toMatchObject([
    { search: 'keys', pages: 12, is_complete: false, partial_keys: [{ key_arn: arn(1) }] },
  ])
  expect(windows[0]?.why).toBe(
    'stopped after 12 pages before all events of 1 busy key of 2 were read: raise --max-pages',
  )
  expect(calls.map(row => [row.key_arn, row.calls, row.is_lower_bound])).toEqual([
    [arn(1), 500, true],
    [arn(2), 3, false],
  ])
  expect(gaps).toMatchObject([{ operation: 'cloudtrail:LookupEvents', reason: 'partial' }])
  expect(err).toContain('1 gap')
})

test('activity: a search of each key can miss keys of other accounts, so that checks are unknown', async () => {
  const foreign = arn(9).replace(ACCOUNT, '444455556666')
  const others = { ...uses('Decrypt', 900, { over: 20 * HOUR, errorCode: 'AccessDenied' }), foreignKey: foreign }
  const region = { keys: [simKey({ id: id(1), uses: [uses('Decrypt', 20)] })], noise: [others] }
  const world = { ...aWorld([]), accounts: [simAccount({ id: ACCOUNT, regions: { 'us-east-1': region } })] }
  const { whole } = await activity(world, ['--max-pages', '12'])
  const { windows, calls, findings } = whole()
  expect(windows).toMatchObject([{ search: 'keys', is_complete: false }])
  expect(calls.map(row => [row.key_arn, row.calls, row.is_lower_bound])).toEqual([
    [foreign, 500, true],
    [arn(1), 20, false],
  ])
  expect(findings.filter(({ status }) => status === 'pass').map(({ check }) => check)).toEqual(['activity-key-change'])
})

test('activity: with --strict, a time that is out of reach ends with exit code 4', async () => {
  expect((await activity(twoKeys, ['--max-pages', '12', '--strict'])).exit).toBe(4)
})

test('activity: a Region whose keys cannot be listed is read from its newest events, down to a lower bound', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'ListKeys' })]
  const { whole } = await activity(twoKeys, ['--max-pages', '12'], { faults })
  const { windows, calls, gaps } = whole()
  expect(windows).toMatchObject([{ search: 'region', pages: 12, is_complete: false, partial_keys: [] }])
  expect(windows[0]?.since && windows[0].since > '2026-11-20T00:00:00Z').toBe(true)
  expect(calls).toMatchObject([{ calls: 600, is_lower_bound: true }])
  expect(gaps.map(({ operation }) => operation)).toContain('kms:ListKeys')
})

test.each(['alias/quiet', id(2), arn(2)])(
  'activity: --key %s reads the events of this key alone, which is cheaper than those of the Region',
  async key => {
    const { whole, aws } = await activity(twoKeys, ['--key', key])
    expect(whole().windows).toMatchObject([{ search: 'keys', events: 3, is_complete: true }])
    expect(whole().calls).toMatchObject([{ key_arn: arn(2), calls: 3 }])
    expect(whole().keys).toEqual([{ key_arn: arn(2), aliases: ['alias/quiet'] }])
    // One page that says how busy the Region is, one of the key, and the changes of trails.
    expect(aws.calls['cloudtrail:LookupEvents']).toBe(2 + TRAIL_CHANGES.length)
  },
)

test('activity: --key that matches no key is refused with exit code 2, before events are read', async () => {
  const { exit, err, aws } = await activity(twoKeys, ['--key', 'alias/quite'])
  expect(exit).toBe(2)
  expect(err).toBe("kms-audit: No key in us-east-1 matches 'alias/quite'. Did you mean alias/quiet?\n")
  expect(aws.calls['cloudtrail:LookupEvents']).toBeUndefined()
})

test('activity: a ReEncrypt counts for both its keys, and once for its principal', async () => {
  const world = aWorld([
    simKey({ id: id(1), uses: [uses('ReEncrypt', 4, { partner: arn(2) })] }),
    simKey({ id: id(2) }),
    simKey({ id: id(3), uses: [uses('Decrypt', 200)] }),
  ])
  for (const args of [[], ['--key', `${id(1)},${id(2)}`]]) {
    const { calls, principals } = (await activity(world, args)).whole()
    expect(calls.filter(row => row.operation === 'ReEncrypt').map(row => [row.key_arn, row.calls])).toEqual([
      [arn(1), 4],
      [arn(2), 4],
    ])
    expect(principals[0]?.calls).toBe(args.length === 0 ? 204 : 4)
  }
})
