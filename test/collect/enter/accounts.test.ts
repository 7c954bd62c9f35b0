import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { WireRequest } from '../../../src/simulation/wire/call.ts'
import { changed, changedField, hang, missingField, refuse, reset } from '../../../src/simulation/faults/faults.ts'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import {
  simAccount,
  simKey,
  type SimAccount,
  type SimOrganization,
  type SimulatedWorld,
} from '../../../src/simulation/world/world.ts'
import { DAY, HOUR, MINUTE } from '../../../src/model/time.ts'
import { ACCOUNT, id, NOW } from '../../simulation/services/clients.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run, type Run, type RunOptions } from '../../run.ts'

const SHOP = '444455556666'
const BANK = '777788889999'
const role = (account: string, name = 'audit/KeyAuditor', partition = 'aws'): string =>
  `arn:${partition}:iam::${account}:role/${name}`

const inventory = ['-o', 'json', '--source', 'none']
const withRegions = (regions: string) => memoryIo({ env: { ...FAST, AWS_REGION: regions } })
/** One key in each Region, whose id tells the account's last digit. */
const member = (account: string, rest: Partial<SimAccount> & { in?: readonly string[] } = {}): SimAccount => {
  const { in: regions = ['us-east-1'], ...others } = rest
  const keys = [simKey({ id: id(Number(account.slice(-4))) })]
  return simAccount({
    id: account,
    regions: Object.fromEntries(regions.map(region => [region, { keys }])),
    roles: [{ name: 'audit/KeyAuditor' }],
    ...others,
  })
}

const worldOf = (...accounts: SimAccount[]): SimulatedWorld => ({ clock: () => NOW, accounts })

// The SDK renews a session by the machine's clock: here that is the clock of the simulation.
beforeAll(() => vi.useFakeTimers({ toFake: ['Date'], now: NOW }))
afterAll(() => vi.useRealTimers())

const placesOf = ({ report }: Run): string[] =>
  report().scope.places.map(({ account_id, region }) => `${account_id} ${region}`)
const accountsOf = ({ report }: Run): string[] => [...new Set(report().scope.places.map(place => place.account_id))]
const gapsOf = ({ report }: Run) =>
  report().gaps.map(({ account_id, region, operation, reason }) => [account_id, region, operation, reason])

const isCall = ({ body }: WireRequest, operation: string): boolean => text(body).includes(`Action=${operation}&`)
const text = (body: WireRequest['body']): string => (typeof body === 'string' ? body : new TextDecoder().decode(body))
const callsOf = ({ requests }: Run, operation: string): WireRequest[] =>
  requests.filter(request => isCall(request, operation))

/** What people see of a run that could not begin. */
function expectOneLine({ exit, out, err }: Run, code: number, words: RegExp): void {
  expect({ exit, out }).toEqual({ exit: code, out: '' })
  expect(err).toMatch(words)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
  expect(err).not.toMatch(/\.\.|\bbug\b/)
}

describe.concurrent('roles', () => {
  const world = worldOf(member(ACCOUNT), member(SHOP), member(BANK))
  const roles = ['--role-arn', `${role(SHOP)},${role(BANK)}`]

  test('are entered instead of the own account, each once', async () => {
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

  test('are told the external id and the name of the session', async () => {
    const shut = worldOf(member(ACCOUNT), member(SHOP, { roles: [{ name: 'Audit', externalId: 'secret/7' }] }))
    const argv = [...inventory, '--role-arn', role(SHOP, 'Audit')]
    const audited = await run([...argv, '--external-id', 'secret/7', '--role-session-name', 'night@run'], shut)
    expect(placesOf(audited)).toEqual([`${SHOP} us-east-1`])
    const [asked] = callsOf(audited, 'AssumeRole').map(({ body }) =>
      Object.fromEntries(new URLSearchParams(text(body))),
    )
    expect(asked).toMatchObject({
      RoleArn: role(SHOP, 'Audit'),
      ExternalId: 'secret/7',
      RoleSessionName: 'night@run',
    })
    const silent = await run(argv, worldOf(member(ACCOUNT), member(SHOP, { roles: [{ name: 'Audit' }] })))
    expect(text(callsOf(silent, 'AssumeRole')[0]?.body ?? '')).toMatch(/RoleSessionName=kms-audit\b/)
    expect(text(callsOf(silent, 'AssumeRole')[0]?.body ?? '')).not.toContain('ExternalId')
  })

  test('are asked for at the STS of the Region, whose tokens every Region takes', async () => {
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

  test('need one session each, in however many Regions and services they are used', async () => {
    const regions = ['eu-west-1', 'us-east-1', 'us-west-2']
    const wide = worldOf(member(ACCOUNT, { in: regions }), member(SHOP, { in: regions }), member(BANK, { in: regions }))
    const audited = await run(['-o', 'json', '-r', regions.join(), ...roles], wide)
    expect(placesOf(audited)).toHaveLength(6)
    expect(audited.report().gaps).toEqual([])
    expect(audited.aws.calls['sts:AssumeRole']).toBe(2)
  })

  test('that cannot be entered are a gap with the reason, and the others go on', async () => {
    const half = worldOf(member(ACCOUNT), member(SHOP, { roles: [] }), member(BANK))
    const audited = await run([...inventory, ...roles], half)
    expect(audited.exit).toBe(0)
    expect(placesOf(audited)).toEqual([`${BANK} us-east-1`])
    expect(gapsOf(audited)).toEqual([[SHOP, null, 'sts:AssumeRole', 'denied']])
    expect(audited.report().gaps[0]?.message).toContain(role(SHOP))
    expect(audited.err).toMatch(/^kms-audit: 1 gap: sts:AssumeRole denied\. .*\n$/)
    expect((await run([...inventory, ...roles, '--strict'], half)).exit).toBe(4)
  })

  test('that none can be entered is one line with the reason, exit 3', async () => {
    const shut = worldOf(member(ACCOUNT), member(SHOP, { roles: [] }), member(BANK, { roles: [] }))
    expectOneLine(
      await run([...inventory, ...roles], shut),
      3,
      /Could not client any account.*not authorized.*AssumeRole/,
    )
  })

  test('two of one account are one place', async () => {
    const twice = worldOf(member(ACCOUNT), member(SHOP, { roles: [{ name: 'A' }, { name: 'B' }] }))
    const audited = await run([...inventory, '--role-arn', `${role(SHOP, 'A')},${role(SHOP, 'B')}`], twice)
    expect(placesOf(audited)).toEqual([`${SHOP} us-east-1`])
    expect(audited.report().keys).toHaveLength(1)
    expect(audited.aws.calls['kms:ListKeys']).toBe(1)
  })

  test('in an account that has not enabled the first Region are used in the others', async () => {
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
  ])('an account %s is a gap, and the others go on', async (_, pattern) => {
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

  test('without an enabled Region that fits are named on stderr, in one line', async () => {
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

  test('that answer nobody do not keep the run from being stopped', async () => {
    const io = memoryIo({ env: FAST })
    const asking = run([...inventory, ...roles], world, { io, faults: [hang({ operation: 'AssumeRole' })] })
    setTimeout(() => io.signal('SIGINT'), 300)
    const ended = await Promise.race([asking, new Promise(resolve => setTimeout(() => resolve('still there'), 5000))])
    expect(ended).toMatchObject({ exit: 130 })
  })
})

const organizationOf = (members: SimOrganization['accounts']): SimOrganization => ({
  id: 'o-exampleorg',
  rootId: 'r-ab12',
  units: [
    { id: 'ou-ab12-11111111', name: 'Workloads', parentId: 'r-ab12' },
    { id: 'ou-ab12-22222222', name: 'Production', parentId: 'ou-ab12-11111111' },
    { id: 'ou-ab12-33333333', name: 'Shops', parentId: 'ou-ab12-22222222' },
    { id: 'ou-ab12-44444444', name: 'Sandbox', parentId: 'r-ab12' },
  ],
  accounts: [{ id: ACCOUNT, name: 'Management', parentId: 'r-ab12' }, ...members],
})
const memberOf = (account: string, parentId = 'r-ab12', state = 'ACTIVE') => ({
  id: account,
  name: 'x',
  parentId,
  state,
})

const namesIn = ({ report }: Run) =>
  Object.fromEntries(report().scope.places.map(place => [place.account_id, place.account_name]))

describe.concurrent('an organization', () => {
  const numbers = Array.from({ length: 45 }, (_, n) => String(200_000_000_000 + n))
  const big = worldOf(
    member(ACCOUNT, { organization: organizationOf(numbers.map(number => memberOf(number))), roles: [] }),
    ...numbers.map(number => member(number)),
  )
  const GONE = '333300003333'
  const small = worldOf(
    member(ACCOUNT, {
      roles: [],
      organization: organizationOf([
        memberOf(SHOP, 'ou-ab12-33333333'),
        memberOf(BANK, 'ou-ab12-44444444'),
        memberOf(GONE, 'ou-ab12-33333333', 'CLOSED'),
        memberOf('333300004444', 'r-ab12', 'SUSPENDED'),
        memberOf('333300005555', 'r-ab12', 'PENDING_CLOSURE'),
      ]),
    }),
    ...[SHOP, BANK, GONE, '333300004444', '333300005555'].map(account => member(account)),
  )
  const org = ['--org', '--org-role', 'audit/KeyAuditor']
  const audit = (words: string[] = [], options: RunOptions = {}) =>
    run([...inventory, ...org, ...words], small, options)

  test('is read to its last page, and its own account needs no role', async () => {
    const audited = await run([...inventory, ...org], big)
    expect(audited.exit).toBe(0)
    expect(accountsOf(audited)).toEqual([ACCOUNT, ...numbers])
    expect(audited.report().keys).toHaveLength(46)
    expect(audited.aws.calls['organizations:ListAccounts']).toBe(3)
    expect(audited.aws.calls['sts:AssumeRole']).toBe(45)
    expect(callsOf(audited, 'AssumeRole').some(({ body }) => text(body).includes(ACCOUNT))).toBe(false)
    expect(audited.aws.log.filter(({ account }) => account === ACCOUNT).map(({ operation }) => operation)).toContain(
      'kms:DescribeKey',
    )
  })

  test('its accounts have their names in the report, and an account outside it has none', async () => {
    expect(namesIn(await audit())).toEqual({ [ACCOUNT]: 'Management', [SHOP]: 'x', [BANK]: 'x' })
    expect(namesIn(await run([...inventory, '--trust-org'], small))).toEqual({ [ACCOUNT]: 'Management' })
    expect(namesIn(await run(inventory, small))).toEqual({ [ACCOUNT]: null })
  })

  test('--estimate shows the names of its accounts', async () => {
    const { out } = await run(['--estimate', ...org], small)
    expect(out).toMatch(new RegExp(`^${ACCOUNT} Management +us-east-1 `, 'm'))
    expect(out).toMatch(new RegExp(`^${SHOP} x +us-east-1 `, 'm'))
    expect((await run(['--estimate'], small)).out).toMatch(new RegExp(`^${ACCOUNT} +us-east-1 `, 'm'))
  })

  test('leaves out accounts that are not active', async () => {
    expect(accountsOf(await audit())).toEqual([ACCOUNT, SHOP, BANK])
  })

  test('is understood by the older name of the state, too', async () => {
    expect(accountsOf(await audit([], { faults: [missingField('State', { operation: 'ListAccounts' })] }))).toEqual([
      ACCOUNT,
      SHOP,
      BANK,
    ])
  })

  test('has a gap that names the call for a unit that cannot be read', async () => {
    const faults = [changedField('Id', () => 7, { operation: 'ListOrganizationalUnitsForParent' })]
    const audited = await audit(['--ou', 'r-ab12'], { faults })
    expect(accountsOf(audited)).toEqual([ACCOUNT])
    expect(audited.report().gaps).toMatchObject([
      { operation: 'organizations:ListOrganizationalUnitsForParent', reason: 'malformed' },
    ])
  })

  test('has a malformed gap, and no advice to log in, where AssumeRole answers without keys', async () => {
    const faults = [changed(body => body.replace(/<Credentials>.*<\/Credentials>/, ''), { operation: 'AssumeRole' })]
    const audited = await audit([], { faults })
    expect(accountsOf(audited)).toEqual([ACCOUNT])
    expect(audited.err).not.toMatch(/expired|Log in/)
    expect(audited.report().gaps).toMatchObject(
      [SHOP, BANK].map(account_id => ({ account_id, operation: 'sts:AssumeRole', reason: 'malformed' })),
    )
  })

  test('goes on behind an empty page', async () => {
    let pages = 0
    const emptyFirst = changedField('Accounts', was => (pages++ === 0 ? [] : was), { operation: 'ListAccounts' })
    const audited = await run([...inventory, ...org], big, { faults: [emptyFirst] })
    expect(accountsOf(audited)).toEqual(numbers.slice(19))
  })

  test.each([
    ['--accounts', [`${SHOP},${ACCOUNT}`], [ACCOUNT, SHOP]],
    ['--exclude-accounts', [ACCOUNT], [SHOP, BANK]],
    ['--ou', ['ou-ab12-11111111'], [SHOP]],
    ['--ou', ['ou-ab12-33333333,ou-ab12-44444444'], [SHOP, BANK]],
    ['--ou', ['r-ab12'], [ACCOUNT, SHOP, BANK]],
    ['--ou', ['r-ab12,ou-ab12-11111111', '--exclude-accounts', BANK], [ACCOUNT, SHOP]],
    ['--ou', ['ou-ab12-11111111', '--accounts', SHOP], [SHOP]],
  ])('is narrowed by %s %j', async (option, words, accounts) => {
    const audited = await audit([option, ...words])
    expect(accountsOf(audited)).toEqual(accounts)
    expect(audited.report().keys).toHaveLength(accounts.length)
  })

  test.each([
    ['an account that is not there', ['--accounts', '123412341234'], 2, /No active account 123412341234 .*/],
    ['an account that was closed', ['--accounts', GONE], 2, /No active account 333300003333/],
    [
      'an account outside of the unit',
      ['--ou', 'ou-ab12-44444444', '--accounts', SHOP],
      2,
      /No active account 444455556666/,
    ],
    [
      'a unit that is not there',
      ['--ou', 'ou-ab12-99999999'],
      3,
      /Cannot list the organization's accounts.*doesn't exist/,
    ],
    [
      'all of it left out',
      ['--exclude-accounts', [ACCOUNT, SHOP, BANK].join()],
      2,
      /--exclude-accounts excludes every account/,
    ],
  ])('%s is one line', async (_, words, code, line) => expectOneLine(await audit(words), code, line))

  test('that these credentials may not read is one line, exit 3', async () => {
    const alone = worldOf(member(ACCOUNT))
    expectOneLine(await run([...inventory, ...org], alone), 3, /Cannot list the organization.*--role-arn/)
  })

  test('with accounts that cannot be entered is told with the reason for each', async () => {
    const faults = [
      refuse({
        operation: 'AssumeRole',
        when: ({ input }) => String(input['RoleArn']).includes(BANK),
        error: { name: 'RegionDisabledException', message: 'STS is not activated in this region', status: 403 },
      }),
    ]
    const audited = await audit([], { faults })
    expect(accountsOf(audited)).toEqual([ACCOUNT, SHOP])
    expect(gapsOf(audited)).toMatchObject([[BANK, null, 'sts:AssumeRole', expect.any(String)]])
    expect(audited.report().gaps[0]?.message).toMatch(/not activated/)
  })

  test('whose sessions are throttled is entered all the same', async () => {
    const error = { name: 'Throttling', message: 'Rate exceeded', status: 400 }
    const audited = await audit([], { faults: [refuse({ operation: 'AssumeRole', times: 6, error })] })
    expect(accountsOf(audited)).toEqual([ACCOUNT, SHOP, BANK])
    expect(audited.report().gaps).toEqual([])
  })

  test('has a column for the account in the table, which one account alone has not', async () => {
    expect((await run(org, small)).out).toMatch(/Key ID +\| Account +\| Enabled/)
    expect((await run([...org, '--accounts', SHOP], small)).out).toMatch(/Key ID +\| Enabled/)
  })
})

describe.concurrent('where STS cannot be reached', () => {
  const faults = [reset({ service: 'sts' })]

  test("the first key's ARN tells the account", async () => {
    const audited = await run(inventory, worldOf(member(SHOP)), { faults })
    expect(placesOf(audited)).toEqual([`${SHOP} us-east-1`])
    expect(audited.report().keys).toHaveLength(1)
  })

  test('a Region without keys tells nothing, and another one is asked', async () => {
    const world = worldOf(member(SHOP, { in: ['us-east-1'], enabledRegions: ['eu-west-1', 'us-east-1'] }))
    const audited = await run([...inventory, '-r', 'eu-west-1,us-east-1'], world, { faults })
    expect(placesOf(audited)).toEqual([`${SHOP} eu-west-1`, `${SHOP} us-east-1`])
  })

  test('no account is made up where there are no keys at all', async () => {
    const world = worldOf(simAccount({ id: SHOP }))
    expectOneLine(await run(inventory, world, { faults }), 3, /Could not connect to AWS/)
  })
})

const profile = (name: string, { accessKeyIds }: SimAccount): string =>
  `[${name}]\naws_access_key_id = ${accessKeyIds[0] ?? ''}\naws_secret_access_key = none\n`

describe('partitions', () => {
  const gov = member(SHOP, { partition: 'aws-us-gov', in: ['us-gov-west-1'] })
  const china = member(BANK, { partition: 'aws-cn', in: ['cn-north-1'] })
  const used = [{ operation: 'Decrypt', at: NOW - 100 * DAY }]
  const elsewhere = (account: SimAccount): SimAccount => ({
    ...account,
    regions: Object.fromEntries(
      Object.keys(account.regions).map(region => [
        region,
        { keys: [simKey({ id: id(1), uses: used }), simKey({ id: id(2) })] },
      ]),
    ),
  })

  function expectNoForeignArn({ requests, out, err }: Run): void {
    for (const said of [...requests.map(({ body }) => text(body)), out, err])
      expect(decodeURIComponent(said)).not.toContain('arn:aws:')
  }

  test.each([
    ['GovCloud', elsewhere(gov), 'us-gov-west-1', 'sts.us-gov-west-1.amazonaws.com'],
    ['China', elsewhere(china), 'cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
  ])('%s is audited like the others, in its own names', async (_, account, region, host) => {
    const { partition } = account
    const roles = ['--role-arn', role(account.id, undefined, partition)]
    const master = simAccount({ id: ACCOUNT, partition, enabledRegions: [region] })
    const audited = await run(['-o', 'json', '--double-check', ...roles], worldOf(master, account), {
      io: withRegions(region),
    })
    expect(audited.exit).toBe(0)
    expect(audited.report().gaps).toEqual([])
    expect(placesOf(audited)).toEqual([`${account.id} ${region}`])
    expect(audited.report().keys.map(({ disposition }) => disposition)).toEqual(['stale', 'silent'])
    expect(audited.report().keys[0]?.key_arn).toBe(`arn:${partition}:kms:${region}:${account.id}:key/${id(1)}`)
    expect(audited.report().savings.monthly_savings).toBeNull()
    expect(new Set(callsOf(audited, 'AssumeRole').map(each => each.host))).toEqual(new Set([host]))
    expectNoForeignArn(audited)
    const table = await run(roles, worldOf(master, account), { io: withRegions(region) })
    expectNoForeignArn(table)
  })

  test.each([
    ['cn-*', china, 'cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
    ['us-gov-*', gov, 'us-gov-west-1', 'sts.us-gov-east-1.amazonaws.com'],
  ])('-r %s: the glob says in which partition to ask', async (glob, account, region, host) => {
    const audited = await run([...inventory, '-r', glob], worldOf(account), { io: memoryIo({}) })
    expect({ exit: audited.exit, err: audited.err }).toEqual({ exit: 0, err: '' })
    expect(placesOf(audited)).toEqual([`${account.id} ${region}`])
    const hosts = callsOf(audited, 'GetCallerIdentity').map(each => each.host)
    expect(hosts).toContain(host)
    expect(audited.requests.some(each => each.host.includes('us-east-1'))).toBe(false)
  })

  test('keys that a glob of another partition cannot use: the message names the Region that was asked', async () => {
    const audited = await run([...inventory, '-r', 'cn-*'], worldOf(member(SHOP)), { io: memoryIo({}) })
    expectOneLine(audited, 3, /cn-north\w*-1 does not recognize these credentials\. It is in partition aws-cn, /)
    expect(audited.err).not.toMatch(/us-east-1|security token|aws sso login/)
  })

  test('a glob of another partition than the one of the credentials: the message names no Region of theirs', async () => {
    const audited = await run([...inventory, '-r', 'cn-*'], worldOf(member(SHOP)), { io: withRegions('us-east-1') })
    expectOneLine(audited, 2, /'cn-\*' matches only Regions of partition aws-cn, but these credentials are for aws\./)
    expect(audited.err).not.toMatch(/us-east-1/)
  })

  test('an organization is entered by roles of its own partition', async () => {
    const organization = {
      id: 'o-exampleorg',
      rootId: 'r-ab12',
      units: [],
      accounts: [ACCOUNT, BANK].map(account => ({ id: account, name: 'x', parentId: 'r-ab12' })),
    }
    // China's Organizations answers in cn-northwest-1 alone.
    const enabledRegions = ['cn-north-1', 'cn-northwest-1']
    const world = worldOf(simAccount({ id: ACCOUNT, partition: 'aws-cn', enabledRegions, organization }), china)
    const audited = await run([...inventory, '--org', '--org-role', 'audit/KeyAuditor'], world, {
      io: withRegions('cn-north-1'),
    })
    expect(accountsOf(audited)).toEqual([ACCOUNT, BANK])
    expectNoForeignArn(audited)
  })

  test('a Region of another partition is a gap, and is not asked', async () => {
    const audited = await run([...inventory, '-r', 'us-east-1,us-gov-west-1,cn-north-1'], worldOf(gov))
    expect(audited.exit).toBe(0)
    expect(gapsOf(audited)).toEqual([
      [SHOP, 'cn-north-1', 'kms:ListKeys', 'not_enabled'],
      [SHOP, 'us-east-1', 'kms:ListKeys', 'not_enabled'],
    ])
    expect(audited.report().keys).toHaveLength(1)
    expect(audited.requests.some(({ host }) => /^kms\.(us-east-1|cn)/.test(host))).toBe(false)
  })

  describe('by profiles', () => {
    let folder = ''
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'profiles-'))
      const stranger = simAccount({ id: '999999999999' })
      const profiles = [profile('gov', gov), profile('same', gov), profile('china', china), profile('dead', stranger)]
      writeFileSync(join(folder, 'credentials'), profiles.join('\n'))
    })
    afterAll(() => rmSync(folder, { recursive: true }))
    const audit = (profiles: string) => {
      const files = {
        AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
        AWS_CONFIG_FILE: join(folder, 'config'),
      }
      return run([...inventory, '-p', profiles, '-r', 'us-gov-west-1,cn-north-1'], worldOf(gov, china), {
        signs: 'by-profile',
        io: memoryIo({ env: { ...FAST, ...files } }),
      })
    }

    test('several partitions are one report, and no account is asked in another partition', async () => {
      const audited = await audit('gov,china')
      expect(audited.exit).toBe(0)
      expect(audited.report().keys.map(({ key_arn }) => key_arn)).toEqual([
        `arn:aws-us-gov:kms:us-gov-west-1:${SHOP}:key/${id(6666)}`,
        `arn:aws-cn:kms:cn-north-1:${BANK}:key/${id(9999)}`,
      ])
      expect(gapsOf(audited)).toEqual([
        [SHOP, 'cn-north-1', 'kms:ListKeys', 'not_enabled'],
        [BANK, 'us-gov-west-1', 'kms:ListKeys', 'not_enabled'],
      ])
      expectNoForeignArn(audited)
    })

    test('two profiles of one account are its places once', async () => {
      const audited = await audit('gov,same')
      expect(placesOf(audited)).toEqual([`${SHOP} cn-north-1`, `${SHOP} us-gov-west-1`])
      expect(audited.aws.calls['kms:ListKeys']).toBe(1)
      expect(gapsOf(audited)).toHaveLength(1)
    })

    test('one that does not get in is a gap, and the others go on', async () => {
      const audited = await audit('dead,china')
      expect(accountsOf(audited)).toEqual([BANK])
      expect(audited.report().gaps).toContainEqual(
        expect.objectContaining({
          operation: 'sts:GetCallerIdentity',
          message: expect.stringContaining('dead') as string,
        }),
      )
    })
  })
})

describe('sessions', () => {
  const keys = Array.from({ length: 40 }, (_, n) => simKey({ id: id(n) }))
  const shop = member(SHOP, { regions: { 'us-east-1': { keys } } })

  test('that run out while the audit goes on are renewed in time', async () => {
    let now = NOW
    const world = { ...worldOf(member(ACCOUNT), shop), clock: () => now }
    let asked = 0
    const onRequest = ({ headers }: WireRequest): void => {
      if (!/GetKeyLastUsage/.test(headers['x-amz-target'] ?? '') || ++asked % 10 !== 0) return
      // The old session has four minutes left: whoever goes on with it will be too late.
      now += 56 * MINUTE
      vi.setSystemTime(now)
    }
    const argv = ['-o', 'json', '--source', 'kms', '--no-requests', '--role-arn', role(SHOP)]
    const audited = await run(argv, world, { onRequest, machine: () => now })
    vi.setSystemTime(NOW)
    expect(now).toBeGreaterThan(NOW + 3 * HOUR)
    expect(audited.exit).toBe(0)
    expect(audited.report().gaps).toEqual([])
    expect(audited.report().summary).toMatchObject({ keys: 40, unknown: 0 })
    expect(audited.aws.calls['sts:AssumeRole']).toBeGreaterThanOrEqual(4)
    expect(audited.aws.log.filter(({ error }) => error !== undefined)).toEqual([])
  })

  test('that cannot be renewed lose no other account', async () => {
    let now = NOW
    const bank = member(BANK, { regions: { 'us-east-1': { keys } } })
    const world = { ...worldOf(member(ACCOUNT), shop, bank), clock: () => now }
    const onRequest = ({ headers }: WireRequest): void => {
      if (now > NOW || !/GetKeyLastUsage/.test(headers['x-amz-target'] ?? '')) return
      now += 2 * HOUR
      vi.setSystemTime(now)
    }
    const faults = [
      refuse({
        operation: 'AssumeRole',
        from: NOW + HOUR,
        when: ({ input }) => String(input['RoleArn']).includes(SHOP),
        error: { name: 'AccessDenied', message: 'is not authorized to perform: sts:AssumeRole', status: 403 },
      }),
    ]
    const argv = ['-o', 'json', '--source', 'kms', '--no-requests', '--role-arn', `${role(SHOP)},${role(BANK)}`]
    const audited = await run(argv, world, { onRequest, faults, machine: () => now })
    vi.setSystemTime(NOW)
    const kept = audited.report().keys.filter(key => key.account_id === BANK)
    expect(kept).toHaveLength(40)
    expect(kept.every(({ last_used }) => last_used !== 'Unknown')).toBe(true)
    const lost = audited.report().keys.filter(key => key.account_id === SHOP)
    expect(lost).toHaveLength(40)
    expect(lost.some(({ last_used }) => last_used === 'Unknown')).toBe(true)
    expect(audited.report().gaps.every(({ account_id }) => account_id === SHOP)).toBe(true)
  })
})
