import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { hang } from '../../../src/simulation/faults/faults.ts'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { ACCOUNT, id, NOW } from '../../simulation/services/clients.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run } from '../../run.ts'
import {
  SHOP,
  BANK,
  role,
  inventory,
  withRegions,
  member,
  worldOf,
  placesOf,
  accountsOf,
  gapsOf,
  bodyText,
  callsOf,
  expectOneLine,
} from './accounts.ts'

// The SDK renews a session by the machine's clock: here that is the clock of the simulation.
beforeAll(() => vi.useFakeTimers({ toFake: ['Date'], now: NOW }))

afterAll(() => vi.useRealTimers())

describe.concurrent('roles', () => {
  const world = worldOf(member(ACCOUNT), member(SHOP), member(BANK))
  const roles = ['--role-arn', `${role(SHOP)},${role(BANK)}`]

  test('--role-arn: the roles are entered instead of the own account, each once', async () => {
    const audited = await run([...inventory, ...roles], world)
    expect(audited.exit).toBe(0)
    expect(placesOf(audited)).toEqual([`${SHOP} us-east-1`, `${BANK} us-east-1`])
    expect(audited.report().keys.map(key => key.key_arn)).toEqual([
      `arn:aws:kms:us-east-1:${SHOP}:key/${id(6666)}`,
      `arn:aws:kms:us-east-1:${BANK}:key/${id(9999)}`,
    ])
    expect(audited.aws.log.some(({ account, operation }) => account === ACCOUNT && operation.startsWith('kms:'))).toBe(
      false,
    )
    expect(audited.report().gaps).toEqual([])
    expect(audited.err).toBe('')
  })

  test('roles: they are assumed with the external ID and the session name', async () => {
    const shut = worldOf(member(ACCOUNT), member(SHOP, { roles: [{ name: 'Audit', externalId: 'secret/7' }] }))
    const argv = [...inventory, '--role-arn', role(SHOP, 'Audit')]
    const audited = await run([...argv, '--external-id', 'secret/7', '--role-session-name', 'night@run'], shut)
    expect(placesOf(audited)).toEqual([`${SHOP} us-east-1`])
    const [asked] = callsOf(audited, 'AssumeRole').map(({ body }) =>
      Object.fromEntries(new URLSearchParams(bodyText(body))),
    )
    expect(asked).toMatchObject({
      RoleArn: role(SHOP, 'Audit'),
      ExternalId: 'secret/7',
      RoleSessionName: 'night@run',
    })
    const silent = await run(argv, worldOf(member(ACCOUNT), member(SHOP, { roles: [{ name: 'Audit' }] })))
    expect(bodyText(callsOf(silent, 'AssumeRole')[0]?.body ?? '')).toMatch(/RoleSessionName=kms-audit\b/)
    expect(bodyText(callsOf(silent, 'AssumeRole')[0]?.body ?? '')).not.toContain('ExternalId')
  })

  test('roles: with --dependents, the session policy denies every use of a key', async () => {
    const shop = worldOf(member(ACCOUNT), member(SHOP, { roles: [{ name: 'Audit' }] }))
    const argv = [...inventory, '--role-arn', role(SHOP, 'Audit')]
    const policy = sessionPolicyOf(await run([...argv, '--dependents', 'sqs-queue'], shop)) ?? ''
    expect(JSON.parse(policy)).toMatchObject({
      Statement: [
        { Effect: 'Allow', Action: '*' },
        { Effect: 'Deny', Action: expect.arrayContaining(['kms:Decrypt', 'kms:ReEncrypt*', 'kms:Sign']) as unknown },
      ],
    })
    // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    expect(policy.length).toBeLessThanOrEqual(2048)
    expect(sessionPolicyOf(await run(argv, shop))).toBeNull()
  })

  test('--role-arn: sessions are asked for at the STS of the Region, whose tokens every Region takes', async () => {
    const regional = worldOf(member(ACCOUNT, { in: ['eu-west-1'] }), member(SHOP, { in: ['eu-west-1'] }))
    const audited = await run([...inventory, '--role-arn', role(SHOP)], regional, { io: withRegions('eu-west-1') })
    expect(placesOf(audited)).toEqual([`${SHOP} eu-west-1`])
    const asked = [...callsOf(audited, 'AssumeRole'), ...callsOf(audited, 'GetCallerIdentity')]
    expect(asked.length).toBeGreaterThanOrEqual(3)
    for (const { host, headers } of asked) {
      expect(host).toBe('sts.eu-west-1.amazonaws.com')
      expect(headers['authorization']).toContain('/eu-west-1/sts/')
    }
  })

  test('--role-arn: each role needs one session, however many Regions and services are audited', async () => {
    const regions = ['eu-west-1', 'us-east-1', 'us-west-2']
    const wide = worldOf(member(ACCOUNT, { in: regions }), member(SHOP, { in: regions }), member(BANK, { in: regions }))
    const audited = await run(['-o', 'json', '-r', regions.join(), ...roles], wide)
    expect(placesOf(audited)).toHaveLength(6)
    expect(audited.report().gaps).toEqual([])
    expect(audited.aws.calls['sts:AssumeRole']).toBe(2)
  })

  test('--role-arn: a role that cannot be entered is a gap with the reason, and the others go on', async () => {
    const half = worldOf(member(ACCOUNT), member(SHOP, { roles: [] }), member(BANK))
    const audited = await run([...inventory, ...roles], half)
    expect(audited.exit).toBe(0)
    expect(placesOf(audited)).toEqual([`${BANK} us-east-1`])
    expect(gapsOf(audited)).toEqual([[SHOP, null, 'sts:AssumeRole', 'denied']])
    expect(audited.report().gaps[0]?.message).toContain(role(SHOP))
    expect(audited.err).toMatch(/^kms-audit: 1 gap: sts:AssumeRole denied\. .*\n$/)
    expect((await run([...inventory, ...roles, '--strict'], half)).exit).toBe(4)
  })

  test('--role-arn: if no role can be entered, that is one line with the reason, exit 3', async () => {
    const shut = worldOf(member(ACCOUNT), member(SHOP, { roles: [] }), member(BANK, { roles: [] }))
    expectOneLine(
      await run([...inventory, ...roles], shut),
      3,
      /Could not access any account.*not authorized.*AssumeRole/,
    )
  })

  test('--role-arn: two roles of one account are one place', async () => {
    const twice = worldOf(member(ACCOUNT), member(SHOP, { roles: [{ name: 'A' }, { name: 'B' }] }))
    const audited = await run([...inventory, '--role-arn', `${role(SHOP, 'A')},${role(SHOP, 'B')}`], twice)
    expect(placesOf(audited)).toEqual([`${SHOP} us-east-1`])
    expect(audited.report().keys).toHaveLength(1)
    expect(audited.aws.calls['kms:ListKeys']).toBe(1)
  })

  test('--role-arn: an account that has not enabled the first Region is audited in the others', async () => {
    const regions = ['eu-south-1', 'us-east-1']
    const half = worldOf(member(ACCOUNT, { in: regions }), member(SHOP))
    const audited = await run([...inventory, '-r', regions.join(), '--role-arn', role(SHOP)], half)
    expect(placesOf(audited)).toEqual([`${SHOP} eu-south-1`, `${SHOP} us-east-1`])
    expect(gapsOf(audited)).toEqual([[SHOP, 'eu-south-1', 'kms:ListKeys', 'not_enabled']])
    expect(audited.report().keys).toHaveLength(1)
  })

  test.each([
    ['that may not list its Regions', 'all'],
    ['in which no Region fits', 'eu-*'],
  ])('--role-arn: an account %s is a gap, and the others go on', async (_, pattern) => {
    const two = worldOf(member(ACCOUNT), member(SHOP), member(BANK, { in: ['eu-west-1', 'us-east-1'] }))
    const faults =
      pattern === 'all'
        ? ['ListRegions', 'DescribeRegions'].map(operation => deniedByIdentityPolicy({ operation, account: SHOP }))
        : []
    const audited = await run([...inventory, '-r', pattern, ...roles], two, { faults })
    expect(audited.exit).toBe(0)
    expect(accountsOf(audited)).toEqual([BANK])
    expect(audited.report().gaps).toMatchObject(pattern === 'all' ? [{ account_id: SHOP, reason: 'denied' }] : [])
  })

  test('--role-arn: accounts without an enabled Region of the list are named on stderr, in one line', async () => {
    const three = worldOf(
      member(ACCOUNT),
      member(SHOP),
      member(BANK),
      member('888877776666', { in: ['eu-west-1', 'us-east-1'] }),
    )
    const all = [...roles.slice(0, 1), `${roles[1] ?? ''},${role('888877776666')}`]
    const audited = await run([...inventory, '-r', 'eu-*', ...all], three)
    expect(accountsOf(audited)).toEqual(['888877776666'])
    expect(audited.err).toBe(
      `kms-audit: Skipped accounts ${[SHOP, BANK].toSorted().join(', ')}: No enabled Region matches 'eu-*'.\n`,
    )
  })

  test('roles: the run can be stopped while AssumeRole does not answer', async () => {
    const io = memoryIo({ env: FAST })
    const asking = run([...inventory, ...roles], world, { io, faults: [hang({ operation: 'AssumeRole' })] })
    setTimeout(() => io.signal('SIGINT'), 300)
    const ended = await Promise.race([asking, new Promise(resolve => setTimeout(() => resolve('still there'), 5000))])
    expect(ended).toMatchObject({ exit: 130 })
  })
})

const sessionPolicyOf = (audited: Awaited<ReturnType<typeof run>>): string | null =>
  new URLSearchParams(bodyText(callsOf(audited, 'AssumeRole')[0]?.body ?? '')).get('Policy')
