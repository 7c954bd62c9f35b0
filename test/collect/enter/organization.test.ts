import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { changed, changedField, missingField, refuse } from '../../../src/simulation/faults/faults.ts'
import { type SimOrganization } from '../../../src/simulation/world/world.ts'
import { ACCOUNT, NOW } from '../../simulation/services/clients.ts'
import { run, type Run, type RunOptions } from '../../run.ts'
import {
  SHOP,
  BANK,
  inventory,
  member,
  worldOf,
  accountsOf,
  gapsOf,
  bodyText,
  callsOf,
  expectOneLine,
} from './accounts.ts'

// The SDK renews a session by the machine's clock: here that is the clock of the simulation.
beforeAll(() => vi.useFakeTimers({ toFake: ['Date'], now: NOW }))

afterAll(() => vi.useRealTimers())

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

  test('organization: its list is read to the last page, and its own account needs no role', async () => {
    const audited = await run([...inventory, ...org], big)
    expect(audited.exit).toBe(0)
    expect(accountsOf(audited)).toEqual([ACCOUNT, ...numbers])
    expect(audited.report().keys).toHaveLength(46)
    expect(audited.aws.calls['organizations:ListAccounts']).toBe(3)
    expect(audited.aws.calls['sts:AssumeRole']).toBe(45)
    expect(callsOf(audited, 'AssumeRole').some(({ body }) => bodyText(body).includes(ACCOUNT))).toBe(false)
    expect(audited.aws.log.filter(({ account }) => account === ACCOUNT).map(({ operation }) => operation)).toContain(
      'kms:DescribeKey',
    )
  })

  test('organization: its accounts have their names in the report, and an account outside it has none', async () => {
    expect(namesIn(await audit())).toEqual({ [ACCOUNT]: 'Management', [SHOP]: 'x', [BANK]: 'x' })
    expect(namesIn(await run([...inventory, '--trust-org'], small))).toEqual({ [ACCOUNT]: 'Management' })
    expect(namesIn(await run(inventory, small))).toEqual({ [ACCOUNT]: null })
  })

  test('organization: --estimate shows the names of its accounts', async () => {
    const { out } = await run(['--estimate', ...org], small)
    expect(out).toMatch(new RegExp(`^${ACCOUNT} Management +us-east-1 `, 'm'))
    expect(out).toMatch(new RegExp(`^${SHOP} x +us-east-1 `, 'm'))
    expect((await run(['--estimate'], small)).out).toMatch(new RegExp(`^${ACCOUNT} +us-east-1 `, 'm'))
  })

  test('organization: accounts that are not active are left out', async () => {
    expect(accountsOf(await audit())).toEqual([ACCOUNT, SHOP, BANK])
  })

  test('organization: the older name of the state of an account is understood', async () => {
    expect(accountsOf(await audit([], { faults: [missingField('State', { operation: 'ListAccounts' })] }))).toEqual([
      ACCOUNT,
      SHOP,
      BANK,
    ])
  })

  test('organization: a unit that cannot be read is a gap that names the call', async () => {
    const faults = [changedField('Id', () => 7, { operation: 'ListOrganizationalUnitsForParent' })]
    const audited = await audit(['--ou', 'r-ab12'], { faults })
    expect(accountsOf(audited)).toEqual([ACCOUNT])
    expect(audited.report().gaps).toMatchObject([
      { operation: 'organizations:ListOrganizationalUnitsForParent', reason: 'malformed' },
    ])
  })

  test('organization: an AssumeRole answer without keys is a malformed gap, without advice to log in', async () => {
    const faults = [changed(body => body.replace(/<Credentials>.*<\/Credentials>/, ''), { operation: 'AssumeRole' })]
    const audited = await audit([], { faults })
    expect(accountsOf(audited)).toEqual([ACCOUNT])
    expect(audited.err).not.toMatch(/expired|Log in/)
    expect(audited.report().gaps).toMatchObject(
      [SHOP, BANK].map(account_id => ({ account_id, operation: 'sts:AssumeRole', reason: 'malformed' })),
    )
  })

  test('organization: the pages after an empty one are read', async () => {
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
  ])('organization: it is narrowed by %s %j', async (option, words, accounts) => {
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
  ])('organization: %s is refused in one line', async (_, words, code, line) =>
    expectOneLine(await audit(words), code, line),
  )

  test('organization: one that these credentials may not read is one line, exit 3', async () => {
    const alone = worldOf(member(ACCOUNT))
    expectOneLine(await run([...inventory, ...org], alone), 3, /Cannot list the organization.*--role-arn/)
  })

  test('organization: each account that cannot be entered has its reason', async () => {
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

  test('organization: an account whose sessions are throttled is entered nevertheless', async () => {
    const error = { name: 'Throttling', message: 'Rate exceeded', status: 400 }
    const audited = await audit([], { faults: [refuse({ operation: 'AssumeRole', times: 6, error })] })
    expect(accountsOf(audited)).toEqual([ACCOUNT, SHOP, BANK])
    expect(audited.report().gaps).toEqual([])
  })

  test('organization: the table has a column for the account, and not for one account alone', async () => {
    expect((await run(org, small)).out).toMatch(/Key ID +\| Account +\| Enabled/)
    expect((await run([...org, '--accounts', SHOP], small)).out).toMatch(/Key ID +\| Enabled/)
  })
})
