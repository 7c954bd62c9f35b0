import { expect, test } from 'vitest'
import adminAndUse from '../../../src/checks/policy/policy-admin-and-use.ts'
import confusedDeputy from '../../../src/checks/policy/policy-confused-deputy.ts'
import crossAccount from '../../../src/checks/policy/policy-cross-account.ts'
import deadPrincipal from '../../../src/checks/policy/policy-dead-principal.ts'
import fullAccess from '../../../src/checks/policy/policy-full-access.ts'
import ineffective from '../../../src/checks/policy/policy-ineffective.ts'
import isPublic from '../../../src/checks/policy/policy-public.ts'
import type { CheckContext, KeyCheck, Result } from '../../../src/checks/check.ts'
import { aReport } from '../../formats/a-report.ts'
import {
  account,
  aContext,
  aKeyWith,
  allow,
  deny,
  guard,
  type Json,
  ORGANIZATION,
  OTHER,
  OWN,
  policyOf,
  role,
  root,
  service,
} from '../samples.ts'

const judged = (check: KeyCheck, statements: Json[], context: CheckContext = aContext()): Result =>
  check.judge(aKeyWith(policyOf(root, guard, ...statements)), context)
const summary = (result: Result): string =>
  result.status === 'fail' ? `${result.severity}: ${result.detail}` : result.status

const inOrganization = (id: string) => ({ StringEquals: { 'aws:PrincipalOrgID': id } })
const forAccount = (id: string) => ({ StringEquals: { 'aws:SourceAccount': id } })

test.each<[string, Json, string]>([
  [
    'another account that decrypts',
    allow(account(OTHER), ['kms:Decrypt', 'kms:DescribeKey']),
    `high: Statement 3 allows account ${OTHER} to use the key (kms:Decrypt and kms:DescribeKey) from anywhere.`,
  ],
  [
    'another account that reads metadata',
    allow(account(OTHER), ['kms:Get*', 'kms:DescribeKey']),
    `low: Statement 3 allows account ${OTHER} to read the metadata of the key (kms:Get* and kms:DescribeKey) from anywhere.`,
  ],
  [
    'another account that makes grants',
    allow(role('App', OTHER), ['kms:CreateGrant', 'kms:Encrypt']),
    `high: Statement 3 allows arn:aws:iam::${OTHER}:role/App to use and administer the key ` +
      '(kms:CreateGrant and kms:Encrypt) from anywhere.',
  ],
  [
    'another account through one service',
    allow(account(OTHER), 'kms:Decrypt', { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } }),
    `high: Statement 3 allows account ${OTHER} to use the key (kms:Decrypt) from anywhere through s3.eu-west-1.amazonaws.com.`,
  ],
  [
    'another account through one endpoint',
    allow(account(OTHER), 'kms:Decrypt', { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }),
    `high: Statement 3 allows account ${OTHER} to use the key (kms:Decrypt) from vpce-1a2b3c4d.`,
  ],
  [
    'the endpoints of another account',
    allow('*', 'kms:Decrypt', { StringEquals: { 'aws:VpceAccount': OTHER } }),
    `high: Statement 3 allows account ${OTHER} to use the key (kms:Decrypt) from VPC endpoints of account ${OTHER}.`,
  ],
  [
    'everyone from public addresses',
    allow('*', 'kms:Decrypt', { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '198.51.100.7'] } }),
    'medium: Statement 3 allows everyone from 203.0.113.0/24 and 198.51.100.7 to use the key (kms:Decrypt).',
  ],
  [
    'an organization that may be the own one',
    allow('*', 'kms:Decrypt', inOrganization(ORGANIZATION)),
    `medium: Statement 3 allows the organization ${ORGANIZATION} to use the key (kms:Decrypt) from anywhere.`,
  ],
  [
    'the own organization by a variable',
    allow('*', 'kms:Decrypt', inOrganization('${aws:ResourceOrgID}')),
    'medium: Statement 3 allows the organization of this account to use the key (kms:Decrypt) from anywhere.',
  ],
  [
    'a service for another account',
    allow(service('logs'), 'kms:Decrypt', forAccount(OTHER)),
    `medium: Statement 3 allows the service logs.amazonaws.com for account ${OTHER} to use the key (kms:Decrypt).`,
  ],
  [
    'a service for the log groups of another account',
    allow(service('logs'), 'kms:Decrypt', {
      ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:eu-west-1:${OTHER}:*` },
    }),
    `medium: Statement 3 allows the service logs.amazonaws.com for account ${OTHER} to use the key (kms:Decrypt).`,
  ],
  [
    'a service for another organization',
    allow(service('logs'), 'kms:Decrypt', { StringEquals: { 'aws:SourceOrgID': ORGANIZATION } }),
    `medium: Statement 3 allows the service logs.amazonaws.com for the organization ${ORGANIZATION} to use the key (kms:Decrypt).`,
  ],
])('policy-cross-account: %s', (_, statement, expected) =>
  expect(summary(judged(crossAccount, [statement]))).toBe(expected),
)

test('policy-cross-account: the worst of several statements decides the severity', () =>
  expect(
    summary(judged(crossAccount, [allow(account(OTHER), 'kms:DescribeKey'), allow(account(OTHER), 'kms:Decrypt')])),
  ).toMatch(/^high: Statement 3 .*\. Statement 4 /))

test('policy-cross-account: denied actions are not listed', () =>
  expect(
    summary(
      judged(crossAccount, [
        allow(account(OTHER), ['kms:Decrypt', 'kms:DescribeKey']),
        deny(account(OTHER), 'kms:Decrypt'),
      ]),
    ),
  ).toBe(`low: Statement 3 allows account ${OTHER} to read the metadata of the key (kms:DescribeKey) from anywhere.`))

const asked = aContext({ organization: { id: ORGANIZATION, accounts: [OWN] } })
const unread = aContext({ report: aReport({ keys: [], scope: { ...aReport().scope, organization: null } }) })

test.each<[string, string, CheckContext, RegExp]>([
  ['the own organization, with --trust-org', ORGANIZATION, asked, /^pass$/],
  ['another organization, with --trust-org', 'o-another0000', asked, /^high: /],
  ['the own organization by a variable, with --trust-org', '${aws:ResourceOrgID}', asked, /^pass$/],
  ['the own organization by a variable, its accounts unread', '${aws:ResourceOrgID}', unread, /^pass$/],
])('policy-cross-account: %s', (_, id, context, expected) =>
  expect(summary(judged(crossAccount, [allow('*', 'kms:Decrypt', inOrganization(id))], context))).toMatch(expected),
)

test.each<[string, KeyCheck, Json]>([
  ['policy-ineffective', ineffective, allow(role('App'), 'kms:GenerateDataKeys')],
  ['policy-ineffective, in a Deny', ineffective, deny(role('App'), ['kms:GenerateDataKeys', 'kms:Decrypt'])],
  ['policy-public', isPublic, allow('*', 'kms:GenerateDataKeys')],
  ['policy-cross-account', crossAccount, allow(account(OTHER), 'kms:GenerateDataKeys')],
])('policy checks: for %s a misspelt action is unknown and named', (_, check, statement) =>
  expect(judged(check, [statement])).toEqual({
    status: 'unknown',
    detail: expect.stringContaining(
      'kms:GenerateDataKeys is not a known action; it may mean kms:GenerateDataKey.',
    ) as string,
  }),
)

test('policy-ineffective: a misspelt action is named beside statements that do nothing', () =>
  expect(judged(ineffective, [allow(role('App'), 'kms:Decrpyt*'), allow(role('App'), 's3:GetObject')])).toMatchObject({
    status: 'fail',
    detail:
      'Allow statement 4 has no effect: it names no action that is valid in a key policy. ' +
      'Statement 3: kms:Decrpyt* is not a known action; it may mean kms:Decrypt or another action with that prefix.',
  }))

test('policy-ineffective: an action that is unlike any other may be new', () =>
  expect(judged(ineffective, [allow(role('App'), 'kms:SomethingNew')])).toEqual({ status: 'pass' }))

test('policy-ineffective: the value that a key cannot have is named', () =>
  expect(
    judged(ineffective, [
      allow('*', 'kms:Decrypt', { StringEquals: { 'kms:CallerAccount': `arn:aws:iam::${OWN}:root` } }),
    ]),
  ).toMatchObject({
    severity: 'low',
    detail:
      'Allow statement 3 has no effect: it has a condition that is always false, because kms:CallerAccount cannot be ' +
      `"arn:aws:iam::${OWN}:root".`,
  }))

test('policy-full-access: every permission is medium, and policy-admin-and-use does not repeat it', () => {
  const all = allow(role('App'), 'kms:*')
  expect(judged(fullAccess, [all])).toMatchObject({ status: 'fail' })
  expect(fullAccess.severity).toBe('medium')
  expect(judged(adminAndUse, [all])).toEqual({
    status: 'not_applicable',
    detail: `The check policy-full-access reports arn:aws:iam::${OWN}:role/App.`,
  })
})

test('policy-admin-and-use: a role and its session are named as the role', () =>
  expect(
    judged(adminAndUse, [
      allow({ AWS: `arn:aws:sts::${OWN}:assumed-role/Boss/x` }, 'kms:Decrypt'),
      allow(role('path/Boss'), 'kms:PutKeyPolicy'),
    ]),
  ).toMatchObject({
    detail: `The policy allows arn:aws:iam::${OWN}:role/path/Boss to administer the key and also to decrypt or sign with it.`,
  }))

const adviceOf = (result: Result): string => (result.status === 'fail' ? (result.advice ?? '') : '')

test('policy-confused-deputy: the advice contains the whole statement and keeps its Condition', () => {
  const statement = allow(service('sns'), 'kms:Decrypt', {
    stringEquals: { 'aws:RequestedRegion': 'eu-west-1' },
    Bool: { 'aws:SecureTransport': 'true' },
  })
  const advice = adviceOf(judged(confusedDeputy, [statement]))
  expect(advice).toBe(
    'Replace statement 3 with this one:\n{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"kms:Decrypt",' +
      '"Resource":"*","Condition":{"stringEquals":{"aws:RequestedRegion":"eu-west-1","aws:SourceAccount":' +
      `"${OWN}"},"Bool":{"aws:SecureTransport":"true"}}}`,
  )
})

test('policy-confused-deputy: the advice does not limit a role to a source', () => {
  const advice = adviceOf(judged(confusedDeputy, [allow({ ...role('App'), ...service('sns') }, 'kms:Decrypt')]))
  expect(advice).toBe(
    `Replace statement 3 with these:\n{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::${OWN}:role/App"},"Action":"kms:Decrypt","Resource":"*"}\n` +
      '{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"kms:Decrypt","Resource":"*",' +
      `"Condition":{"StringEquals":{"aws:SourceAccount":"${OWN}"}}}`,
  )
})

test('policy-dead-principal: an ID in the policy of a new key may belong to a new principal', () => {
  const document = policyOf(root, guard, allow({ AWS: 'AROAEXAMPLEROLEID1234' }, 'kms:Decrypt'))
  const madeAt = (created_at: string) => deadPrincipal.judge(aKeyWith(document, { created_at }), aContext())
  expect(madeAt('2026-11-21T23:30:00Z')).toMatchObject({ status: 'unknown' })
  expect(madeAt('2026-11-21T22:30:00Z')).toMatchObject({
    status: 'fail',
    detail: 'Statement 3 names AROAEXAMPLEROLEID1234, the ID of a deleted user or role.',
  })
})

test.each([
  ['kms:CallerAcount', 'kms:CallerAccount'],
  ['aws:PrincipleOrgID', 'aws:PrincipalOrgID'],
  ['aws:SourceAcccount', 'aws:SourceAccount'],
])('policy-ineffective: the misspelt condition key %s is unknown and named', (key, meant) =>
  expect(judged(ineffective, [deny(role('App'), 'kms:Decrypt', { StringNotEquals: { [key]: OWN } })])).toEqual({
    status: 'unknown',
    detail: `Statement 3: ${key} is not a known condition key; it may mean ${meant}.`,
  }),
)

test.each([
  'kms:EncryptionContext:kms:CallerAcount',
  'aws:PrincipalTag/SourceAcount',
  'kms:SomethingNew',
  'AWS:sourceip',
])('policy-ineffective: the condition key %s is not reported as misspelt', key =>
  expect(judged(ineffective, [deny(role('App'), 'kms:Decrypt', { StringNotEquals: { [key]: OWN } })])).toEqual({
    status: 'pass',
  }),
)
