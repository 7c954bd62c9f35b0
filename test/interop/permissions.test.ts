import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { deniedByIdentityPolicy } from '../../src/simulation/faults/aws-errors.ts'
import { actionsIn, callsIn, callsOf, policy, rolesFor } from '../commands/printed-permissions.ts'
import { randomRuns } from '../random-runs.ts'
import { run } from '../run.ts'
import { sampleWithFewGrants } from '../sample-world.ts'
import { member, role, SHOP, worldOf } from '../collect/enter/accounts.ts'
import { ACCOUNT, NOW } from '../simulation/services/clients.ts'

// The SDK renews a session by the machine's clock: here that is the clock of the simulation.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  return () => vi.useRealTimers()
})

test.each<[what: string, words: readonly string[]]>([
  ['an audit', []],
  ['all Regions', ['-r', 'all', '--source', 'kms', '--no-requests']],
  ['named Regions', ['-r', 'eu-west-1,us-east-1', '--source', 'kms']],
  ['an inventory', ['--source', 'none']],
  ['request counts alone', ['--source', 'none', '--request-days', '7']],
  ['the event history', ['--source', 'cloudtrail', '--no-requests']],
  ['a tag', ['--source', 'none', '--tag', 'team']],
  ['one check', ['--source', 'none', '--check', 'rotation-off']],
  ['a gate', ['--source', 'none', '--fail-on', 'policy-admin-and-use']],
  ['trails', ['--source', 'none', '--check', 'trail-missing']],
  ['a framework', ['--source', 'none', '--compliance', 'cis-7.0']],
  ['the last users', ['--source', 'kms', '--no-requests', '--who']],
  ['all checks', ['--checks']],
])('permissions: of %s are exactly the calls that it makes', async (_, words) => {
  expect(actionsIn(await policy(words))).toEqual(await callsOf(words, sampleWithFewGrants(NOW)))
})

test('permissions: of sending findings are exactly the calls that it makes', async () => {
  const words = ['publish', 'security-hub', '--source', 'none', '--check', 'description-missing']
  const sent = await run([...words, '--yes'], sampleWithFewGrants(NOW))
  expect(actionsIn(await policy(words))).toEqual(callsIn(sent, () => true).toSorted())
  const shown = await run([...words, '--dry-run'], sampleWithFewGrants(NOW))
  expect(actionsIn(await policy([...words, '--dry-run']))).toEqual(callsIn(shown, () => true).toSorted())
})

describe('permissions of several accounts', () => {
  const organization = {
    id: 'o-exampleorg',
    rootId: 'r-ab12',
    units: [{ id: 'ou-ab12-11111111', name: 'Workloads', parentId: 'r-ab12' }],
    accounts: [
      { id: ACCOUNT, name: 'Management', parentId: 'r-ab12' },
      { id: SHOP, name: 'Shop', parentId: 'ou-ab12-11111111' },
    ],
  }
  const world = () => worldOf(member(ACCOUNT, { organization, roles: [] }), member(SHOP))
  const org = ['--org', '--org-role', 'audit/KeyAuditor', '--source', 'none']

  test.each<[what: string, words: readonly string[]]>([
    ['an organization', org],
    ['an organization in all Regions', [...org, '-r', 'all']],
    ['organizational units', [...org, '--ou', 'r-ab12']],
    ['an organization that is trusted', [...org, '--trust-org', '--check', 'policy-cross-account']],
    ['a role', ['--role-arn', role(SHOP), '--source', 'none']],
  ])('permissions: of %s are exactly the calls of the caller and of the role', async (_, words) => {
    const printed = await rolesFor(words)
    expect(actionsIn(printed.caller_policy)).toEqual(await callsOf(words, world(), account => account === ACCOUNT))
    expect(actionsIn(printed.role.policy)).toEqual(await callsOf(words, world(), account => account === SHOP))
  })
})

test.each([
  ['an alias', 'alias/orders', 'alias/ordres'],
  ['the first characters of an id', '1c168adb', 'ffff0000'],
])('permissions: of a key by %s are exactly the calls that explain it or similar ones', async (_, name, other) => {
  const explained = await run(['key', name, '-r', 'us-east-1'], sampleWithFewGrants(NOW))
  const missed = await run(['key', other, '-r', 'us-east-1'], sampleWithFewGrants(NOW))
  expect([explained.exit, missed.exit]).toEqual([0, 2])
  const called = new Set([explained, missed].flatMap(each => callsIn(each, () => true)))
  expect(actionsIn(await policy(['key', name]))).toEqual([...called].toSorted())
})

test('permissions: of doctor are exactly the calls that it makes', async () => {
  const words = ['doctor', '-r', 'all', '--source', 'kms', '--no-requests', '--check', 'policy-public']
  const [whole, refused] = [
    await run(words, sampleWithFewGrants(NOW)),
    await run(words, sampleWithFewGrants(NOW), { faults: [deniedByIdentityPolicy({ operation: 'ListRegions' })] }),
  ]
  const called = new Set([whole, refused].flatMap(each => callsIn(each, () => true)))
  expect(actionsIn(await policy(words))).toEqual([...called].toSorted())
})

test('permissions: a run that may do nothing else reports the same', async () => {
  const words = ['-r', 'all', '--checks', '--who']
  const allowed = new Set([...actionsIn(await policy(words)), 'sts:GetCallerIdentity'])
  const faults = [deniedByIdentityPolicy({ when: ({ service, operation }) => !allowed.has(`${service}:${operation}`) })]
  const limited = await run([...words, '-o', 'json'], sampleWithFewGrants(NOW), { faults })
  const free = await run([...words, '-o', 'json'], sampleWithFewGrants(NOW))
  expect(limited.report().gaps).toEqual(free.report().gaps)
  expect(limited.report().keys).toEqual(free.report().keys)
})

/** Options that change what a run calls. Each is chosen or not. */
const CHOICES: readonly (readonly string[])[] = [
  ['-r', 'eu-west-1'],
  ['-r', 'eu-*'],
  ['--source', 'kms'],
  ['--source', 'cloudtrail,cloudwatch'],
  ['--no-requests'],
  ['--tag', 'team'],
  ['--check', 'policy-*'],
  ['--exclude-check', 'trail-*'],
  ['--fail-on', 'high'],
  ['--compliance', 'cis-7.0'],
  ['--trust-org'],
  ['--fast'],
  ['--double-check'],
  ['--who'],
  ['--manager', 'all'],
  ['--only', 'unused'],
]

test('permissions: no run of random options calls what its policy does not allow', async () => {
  await fc.assert(
    fc.asyncProperty(fc.subarray([...CHOICES], { maxLength: 5 }), async chosen => {
      const words = chosen.flat()
      const audited = await run([...words, '-o', 'json', '-q'], sampleWithFewGrants(NOW))
      // Some options exclude each other.
      if (audited.exit === 2) return
      const allowed = actionsIn(await policy(words))
      expect(callsIn(audited, () => true).filter(operation => !allowed.includes(operation))).toEqual([])
    }),
    { numRuns: randomRuns(30) },
  )
})
