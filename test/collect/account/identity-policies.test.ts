import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Finding } from '../../../src/model/finding.ts'
import type { IdentityPoliciesRecord } from '../../../src/model/report/account-facts.ts'
import type { Report } from '../../../src/model/report/report.ts'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { refuse, type Fault } from '../../../src/simulation/faults/faults.ts'
import type { SimulatedCall } from '../../../src/simulation/wire/call.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import type { PolicyDocument, SimIam } from '../../../src/simulation/world/sim-iam.ts'
import { simAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { run } from '../../run.ts'

const NOW = Date.UTC(2026, 10, 20, 14, 30)
const ACCOUNT = '111122223333'
const DETAILS = 'iam:GetAccountAuthorizationDetails'
const argv = ['-r', 'us-east-1,eu-west-1', '--source', 'none', '--check', 'iam-decrypt-all', '-o', 'json']

const document = (Resource: string, Action = 'kms:Decrypt'): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource }],
})
const EVERY_KEY = document('*')

const worldWith = (iam: SimIam): SimulatedWorld => ({
  clock: () => NOW,
  accounts: [
    simAccount({
      id: ACCOUNT,
      iam,
      regions: Object.fromEntries(
        ['us-east-1', 'eu-west-1'].map(region => [region, { keys: [simKey({ id: `key-${region}` })] }]),
      ),
    }),
  ],
})

const readIn = ({ scope }: Report): IdentityPoliciesRecord | null | undefined => scope.identity_policies?.[ACCOUNT]
const told = (findings: readonly Finding[] = []): string[] =>
  findings.map(({ status, resource }) =>
    `${status} ${resource?.type.replace('AWS::IAM::', '') ?? 'account'} ${resource?.id ?? ''}`.trim(),
  )

test('identity policies: one sweep for each account reads those of users, groups and roles, and managed ones', async () => {
  const { report, aws } = await run(
    argv,
    worldWith({
      users: [{ name: 'alice', inline: { a: EVERY_KEY } }, { name: 'bob' }],
      groups: [{ name: 'ops', path: '/team/', inline: { b: EVERY_KEY } }],
      roles: [
        {
          name: 'app',
          path: '/service/',
          inline: { c: document('arn:aws:kms:us-east-1:*:key/*') },
          attached: ['keys', 'aws-keys'],
        },
      ],
      policies: [
        { name: 'keys', path: '/shared/', document: EVERY_KEY, older: [document('*', 's3:*')] },
        { name: 'aws-keys', aws: true, document: EVERY_KEY },
      ],
    }),
  )
  expect(aws.calls[DETAILS]).toBe(1)
  expect(told(report().findings)).toEqual([
    'fail ManagedPolicy keys',
    'fail User alice',
    'fail Group ops',
    'pass Role app',
  ])
  expect(readIn(report())).toMatchObject({
    complete: true,
    policies: [
      {
        resource_arn: `arn:aws:iam::${ACCOUNT}:policy/shared/keys`,
        version_id: 'v2',
        attached_to: [`arn:aws:iam::${ACCOUNT}:role/service/app`],
        statements: [{ number: 1, statement: { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' } }],
      },
      { resource_arn: `arn:aws:iam::${ACCOUNT}:user/alice`, policy_name: 'a' },
      { resource_arn: `arn:aws:iam::${ACCOUNT}:group/team/ops`, policy_name: 'b' },
      { resource_arn: `arn:aws:iam::${ACCOUNT}:role/service/app`, policy_name: 'c' },
    ],
  })
})

test('identity policies: only statements about decryption are kept', async () => {
  const Statement = [
    { Effect: 'Allow', Action: ['s3:*', 'kms:Encrypt'], Resource: '*' },
    { Effect: 'Allow', Action: ['s3:*', 'kms:Decrypt'], Resource: '*' },
    { Effect: 'Deny', NotAction: 's3:*', Resource: '*' },
  ] as const
  const { report } = await run(argv, worldWith({ policies: [{ name: 'keys', document: { Statement } }] }))
  expect(readIn(report())?.policies).toMatchObject([
    { language: null, statements: [{ number: 2 }, { number: 3, statement: { NotAction: 's3:*' } }] },
  ])
})

/** 1,200 roles and 1,300 policies, so that there are three pages of up to 1,000. */
const large = (): SimIam => ({
  roles: Array.from({ length: 1200 }, (_, at) => ({
    name: `role-${at}`,
    ...(at === 1199 && { attached: ['policy-0'] }),
  })),
  policies: Array.from({ length: 1300 }, (_, at) => ({
    name: `policy-${at}`,
    document: at % 650 === 0 ? EVERY_KEY : document('*', 's3:*'),
  })),
})

test('identity policies: every page is read, and a policy knows its principals from another page', async () => {
  const { report, aws } = await run(argv, worldWith(large()))
  expect(aws.calls[DETAILS]).toBe(3)
  const { findings = [] } = report()
  expect(findings).toHaveLength(1300)
  expect(
    findings.filter(({ status }) => status === 'fail').map(({ resource, detail }) => [resource?.id, detail]),
  ).toEqual([
    ['policy-0', 'Statement 1 allows kms:Decrypt on *. Attached to role role-1199.'],
    ['policy-650', 'Statement 1 allows kms:Decrypt on *. Not attached to any user, group or role.'],
  ])
})

const isLater = ({ input }: SimulatedCall): boolean => input['Marker'] !== undefined

test.each<[string, Fault, string]>([
  ['is denied', deniedByIdentityPolicy({ operation: 'GetAccountAuthorizationDetails', when: isLater }), 'denied'],
  [
    'repeats its marker',
    {
      operation: 'GetAccountAuthorizationDetails',
      when: isLater,
      effect: { kind: 'change', change: body => body.replace(/<Marker>.*<\/Marker>/, '') },
    },
    'malformed',
  ],
])(
  'identity policies: what was read before a page that %s is judged, and the account is unknown',
  async (_, fault, reason) => {
    const { report, exit } = await run([...argv, '--strict'], worldWith(large()), { faults: [fault] })
    const { findings = [], gaps } = report()
    expect(exit).toBe(4)
    expect(gaps).toMatchObject([{ account_id: ACCOUNT, region: null, operation: DETAILS, reason }])
    expect(readIn(report())?.complete).toBe(false)
    expect(findings.filter(({ resource }) => resource === undefined)).toMatchObject([{ status: 'unknown' }])
  },
)

test('identity policies: a refusal is a gap of the account, never a pass', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'GetAccountAuthorizationDetails' })]
  const { report, exit } = await run([...argv, '--fail-on', 'iam-decrypt-all'], worldWith(large()), { faults })
  expect(exit).toBe(4)
  expect(report().gaps).toMatchObject([
    { account_id: ACCOUNT, region: null, key_id: null, operation: DETAILS, reason: 'denied' },
  ])
  expect(readIn(report())).toBeNull()
  expect(told(report().findings)).toEqual(['unknown account'])
})

test('identity policies: a throttled call is made again', async () => {
  const throttled = refuse({
    operation: 'GetAccountAuthorizationDetails',
    times: 3,
    error: { name: 'Throttling', message: 'Rate exceeded', status: 400 },
  })
  const { report, aws } = await run(argv, worldWith({ roles: [{ name: 'app', inline: { a: EVERY_KEY } }] }), {
    faults: [throttled],
  })
  expect(aws.calls[DETAILS]).toBe(4)
  expect(told(report().findings)).toEqual(['fail Role app'])
  expect(report().gaps).toEqual([])
})

test.each<[string, (body: string) => string]>([
  ['is not JSON', body => body.replace(/<PolicyDocument>[^<]*/, '<PolicyDocument>%7Bnothing')],
  ['is not URL-encoded', body => body.replace(/<PolicyDocument>[^<]*/, '<PolicyDocument>%ZZ')],
  ['has no statement', body => body.replace(/<PolicyDocument>[^<]*/, '<PolicyDocument>%7B%7D')],
])('identity policies: a document that %s is a gap, and its role is unknown', async (_, change) => {
  const fault: Fault = { operation: 'GetAccountAuthorizationDetails', effect: { kind: 'change', change } }
  const { report } = await run(argv, worldWith({ roles: [{ name: 'app', inline: { a: EVERY_KEY } }] }), {
    faults: [fault],
  })
  expect(told(report().findings)).toEqual(['unknown Role app'])
  expect(report().gaps).toMatchObject([{ operation: DETAILS, reason: 'malformed', region: null }])
})

const withoutName = (body: string): string => body.replace('<RoleName>app</RoleName>', '')

test('identity policies: an entry that cannot be read does not cost the others', async () => {
  const fault: Fault = { operation: 'GetAccountAuthorizationDetails', effect: { kind: 'change', change: withoutName } }
  const roles = ['app', 'batch'].map(name => ({ name, inline: { a: EVERY_KEY } }))
  const { report } = await run(argv, worldWith({ roles }), { faults: [fault] })
  expect(told(report().findings)).toEqual(['fail Role batch', 'unknown account'])
})

test('identity policies: a resumed run does not read them again, unless they were incomplete', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'kms-audit-identities-')), 'checkpoint')
  const resumed = [...argv, '--checkpoint', path]
  const denied = deniedByIdentityPolicy({ operation: 'GetAccountAuthorizationDetails', when: isLater })
  const first = await run(resumed, worldWith(large()), { faults: [denied] })
  const second = await run(resumed, worldWith(large()))
  const third = await run(resumed, worldWith(large()))
  expect([first, second, third].map(({ aws }) => aws.calls[DETAILS])).toEqual([2, 3, undefined])
  expect(third.report().findings).toEqual(second.report().findings)
})

test('identity policies: they are not read unless a check needs them', async () => {
  const world = worldWith({ roles: [{ name: 'app', inline: { a: EVERY_KEY } }] })
  for (const words of [['--check', 'policy-*,trail-*'], []]) {
    const { aws, report } = await run(['--source', 'none', ...words, '-o', 'json'], world)
    expect(aws.calls[DETAILS]).toBeUndefined()
    expect(report().scope).not.toHaveProperty('identity_policies')
  }
})
