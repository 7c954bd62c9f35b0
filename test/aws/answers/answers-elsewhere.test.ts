import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { changed } from '../../../src/simulation/faults/faults.ts'
import { seeded } from '../../../src/simulation/world/random.ts'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { simSecurityHub } from '../../../src/simulation/world/sim-security-hub.ts'
import { simAccount, type SimAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { simKey, type SimKey } from '../../../src/simulation/world/sim-key.ts'
import { ACCOUNT, id, NOW } from '../../simulation/services/clients.ts'
import { fastIo } from '../../sinks/security-hub/a-hub.ts'
import { run, type Run, type RunOptions } from '../../run.ts'
import { changedJson, changedXml, type Change } from './structural-change.ts'
import { randomRuns } from '../../random-runs.ts'

/** Fewer than in answers.test.ts: each takes a whole organization. */
const ENTERING = randomRuns(6)
const SENDING = randomRuns(2)
const SEED = 20261121

// The SDK renews the session of a role by the machine's clock: here that is the clock of the simulation.
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }))
afterAll(() => void vi.useRealTimers())

const [SHOP, BANK] = ['222233334444', '333344445555']
const ROLE = 'audit/KeyAuditor'
const key = (number: number): SimKey => simKey({ id: id(number), rotation: { enabled: false } })
const accountOf = (account: string, first: number, rest: Partial<SimAccount> = {}): SimAccount =>
  simAccount({
    id: account,
    enabledRegions: ['us-east-1', 'eu-west-1'],
    regions: { 'us-east-1': { keys: [key(first)] }, 'eu-west-1': { keys: [key(first + 1)] } },
    roles: [{ name: ROLE, trusts: [ACCOUNT] }],
    ...rest,
  })
const organization = {
  id: 'o-exampleorg',
  rootId: 'r-ab12',
  units: [{ id: 'ou-ab12-11111111', name: 'Workloads', parentId: 'r-ab12' }],
  accounts: [
    { id: ACCOUNT, name: 'Management', parentId: 'r-ab12' },
    { id: SHOP, name: 'Shop', parentId: 'ou-ab12-11111111' },
    { id: BANK, name: 'Bank', parentId: 'r-ab12' },
  ],
}
const members: SimulatedWorld = {
  clock: () => NOW,
  accounts: [accountOf(ACCOUNT, 1, { organization }), accountOf(SHOP, 3), accountOf(BANK, 5)],
}

interface Case {
  operation: string
  /** Whose answer is changed, once. */
  account: string
  change: Change
  argv: readonly string[]
  /** Of a report: operations whose gap names the trouble. */
  named: RegExp
  options?: RunOptions
}

/** Members that AWS may leave out: nobody can tell that one was lost. */
const ABSENT = new Set(['Name', 'NextToken', 'State', 'Status'])
const json = changedJson(name => ABSENT.has(name))
const xml = changedXml(name => name === 'item' || name === 'optInStatus')
const audit = ['-o', 'json', '-r', 'all', '--source', 'none']
const org = [...audit, '--org', '--org-role', ROLE]
const noList = { faults: [deniedByIdentityPolicy({ operation: 'ListRegions' })] }

const CASES: readonly Case[] = [
  { operation: 'ListAccounts', account: ACCOUNT, change: json, argv: org, named: /:ListAccounts$/ },
  {
    operation: 'ListAccountsForParent',
    account: ACCOUNT,
    change: json,
    argv: [...org, '--ou', 'r-ab12'],
    named: /:ListAccountsForParent$/,
  },
  {
    operation: 'ListOrganizationalUnitsForParent',
    account: ACCOUNT,
    change: json,
    argv: [...org, '--ou', 'r-ab12'],
    named: /:ListOrganizationalUnitsForParent$/,
  },
  {
    operation: 'DescribeOrganization',
    account: ACCOUNT,
    change: json,
    argv: [...audit, '--check', 'policy-cross-account', '--trust-org'],
    named: /:DescribeOrganization$/,
  },
  { operation: 'ListRegions', account: SHOP, change: json, argv: org, named: /:(ListRegions|DescribeRegions)$/ },
  {
    operation: 'DescribeRegions',
    account: SHOP,
    change: xml,
    argv: org,
    named: /:(ListRegions|DescribeRegions)$/,
    options: noList,
  },
  // What keeps an account shut is one gap.
  { operation: 'AssumeRole', account: ACCOUNT, change: xml, argv: org, named: /^sts:AssumeRole$/ },
  { operation: 'GetCallerIdentity', account: SHOP, change: xml, argv: org, named: /^sts:/ },
  { operation: 'GetCallerIdentity', account: ACCOUNT, change: xml, argv: audit, named: /^sts:/ },
]

const told = ({ report }: Run): unknown => ({ keys: report().keys, findings: report().findings, scope: report().scope })
const isTrace = (err: string): boolean => /a bug in|internal-error|\n +at /.test(err)
const isOneLine = (err: string): boolean => /^kms-audit: [^\n]+\n$/.test(err)

/** What is wrong with a run in which one answer was changed; null: nothing. */
function mistakeIn(audited: Run, truth: Run, { account, named }: Case): string | null {
  const { exit, err, out } = audited
  if (isTrace(err)) return `exit ${exit}: ${err}`
  if (exit === 3) return isOneLine(err) && out === '' ? null : `exit 3 with more than one line: ${err}`
  if (exit !== 0) return `exit ${exit}: ${err}`
  const { gaps, keys } = audited.report()
  const others = truth.report().keys.filter(({ account_id }) => account_id !== account)
  const lost = others.filter(({ key_arn }) => !keys.some(each => each.key_arn === key_arn))
  const lostAccounts = new Set(lost.map(({ account_id }) => account_id)).size
  // An answer to the management account may be about one member.
  if (lostAccounts > (account === ACCOUNT ? 1 : 0)) return `lost ${lost.length} keys of other accounts`
  const isSame = JSON.stringify(told(audited)) === JSON.stringify(told(truth))
  return isSame || gaps.some(({ operation }) => named.test(operation)) ? null : 'changes the report without a gap'
}

test(`changed answers: ${ENTERING} random ones about accounts and Regions are a gap that names the call, or one line`, async () => {
  const random = seeded(SEED)
  const wrong: string[] = []
  const truths = await Promise.all(CASES.map(({ argv, options }) => run(argv, members, options)))
  for (const { exit, err, report } of truths)
    expect({ exit, err, keys: report().keys.length > 1 }).toMatchObject({ exit: 0, keys: true })
  let different = 0
  for (let number = 0; number < ENTERING; number++) {
    const index = number % CASES.length
    const [asked, truth] = [CASES[index], truths[index]]
    if (asked === undefined || truth === undefined) throw new Error('no case')
    let what = ''
    const { operation, account, change, argv, options } = asked
    const fault = changed(body => change(body, random, text => void (what = text)), { operation, account, times: 1 })
    const audited = await run(argv, members, { ...options, faults: [...(options?.faults ?? []), fault] })
    if (audited.out !== truth.out) different++
    const mistake = mistakeIn(audited, truth, asked)
    if (mistake !== null) wrong.push(`${number} ${operation} of ${account}: ${what}: ${mistake}`)
  }
  expect(wrong).toEqual([])
  // Else the changes would prove nothing.
  expect(different).toBeGreaterThan(ENTERING / 5)
})

/** What a finding is known by; the rest it may lack. */
const IDENTITY = new Set(['Findings', 'Id', 'ProductArn', 'GeneratorId', 'SuccessCount', 'FailedCount'])
const held = changedJson(name => !IDENTITY.has(name))

/** An account whose Security Hub holds what an earlier run has sent, in two Regions. */
async function publishedBefore(): Promise<SimulatedWorld> {
  const hubs = { 'us-east-1': simSecurityHub(), 'eu-west-1': simSecurityHub() }
  const worldAt = (now: number): SimulatedWorld => {
    const regions = {
      'us-east-1': { keys: [key(1)], securityHub: hubs['us-east-1'] },
      'eu-west-1': { keys: [key(2)], securityHub: hubs['eu-west-1'] },
    }
    return { clock: () => now, accounts: [simAccount({ id: ACCOUNT, regions })] }
  }
  await send(worldAt(NOW - 60_000))
  return worldAt(NOW)
}

const send = (world: SimulatedWorld, options: RunOptions = {}): Promise<Run> =>
  run(
    ['publish', 'security-hub', '--yes', '-r', 'us-east-1,eu-west-1', '--source', 'none', '--check', 'rotation-off'],
    world,
    { io: fastIo(), ...options },
  )

const findingsIn = ({ accounts: [account] }: SimulatedWorld): string[] =>
  Object.values(account?.regions ?? {}).flatMap(({ securityHub }) =>
    [...(securityHub?.findings.values() ?? [])].map(({ Id, RecordState, UpdatedAt }) =>
      JSON.stringify({ Id, RecordState, UpdatedAt }),
    ),
  )

test(`changed answers: after ${SENDING} random ones of Security Hub the other Region is sent to, and a line names the error`, async () => {
  const random = seeded(SEED)
  const wrong: string[] = []
  const before = await publishedBefore()
  const truth = await send(before)
  let different = 0
  for (let number = 0; number < SENDING; number++) {
    const operation = number % 3 === 0 ? 'BatchImportFindings' : 'GetFindings'
    let what = ''
    const fault = changed(body => held(body, random, text => void (what = text)), {
      operation,
      region: 'us-east-1',
      times: 1,
    })
    const world = await publishedBefore()
    const { exit, out, err } = await send(world, { faults: [fault] })
    const label = `${number} ${operation}: ${what}: exit ${exit}:`
    if (isTrace(err)) wrong.push(`${label} ${err}`)
    if (!out.includes(`${ACCOUNT} eu-west-1: `)) wrong.push(`${label} lost the other Region: ${err}`)
    const isSame = out === truth.out && findingsIn(world).join() === findingsIn(before).join()
    if (!isSame) different++
    if (!isSame && !(exit !== 0 && /us-east-1/.test(err) && /malformed|Security Hub/.test(err)))
      wrong.push(`${label} no line: ${out}${err}`)
  }
  expect(truth).toMatchObject({ exit: 0 })
  expect(wrong).toEqual([])
  expect(different).toBeGreaterThan(SENDING / 5)
})
