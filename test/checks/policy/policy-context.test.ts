import { describe, expect, test } from 'vitest'
import type { CheckContext } from '../../../src/checks/check.ts'
import confusedDeputy from '../../../src/checks/policy/policy-confused-deputy.ts'
import crossAccount from '../../../src/checks/policy/policy-cross-account.ts'
import publicCheck from '../../../src/checks/policy/policy-public.ts'
import fullAccess from '../../../src/checks/policy/policy-full-access.ts'
import ineffective from '../../../src/checks/policy/policy-ineffective.ts'
import {
  account,
  aContext,
  aKeyWith,
  allow,
  deny,
  failing,
  guard,
  type Json,
  KEY_ID,
  ORGANIZATION,
  OTHER,
  OWN,
} from '../samples.ts'
import { policyChecks, policyOf, role, root, service, THIRD } from '../samples.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { aReport } from '../../formats/a-report.ts'

test('policy remedies: text of the account is quoted for the shell', () => {
  const key = aKeyWith(policyOf(allow('*', 'kms:Decrypt')), { key_id: '$(id)' })
  const remedy = judgedBy(publicCheck, key)
  expect(remedy).toMatch(/^aws kms get-key-policy --key-id '\$\(id\)' --region .* > policy\.json && /)
  expect(remedy).toMatch(/ && aws kms put-key-policy --key-id '\$\(id\)' --region /)
})

const judgedBy = (check: typeof publicCheck, key: KeyRecord): string => {
  const result = check.judge(key, aContext())
  return result.status === 'fail' ? result.remedy : result.status
}

const trusting = (...trustedAccounts: string[]) => aContext({ settings: { trustedAccounts, requiredTags: [] } })
const inOrganization = (...accounts: string[]) => aContext({ organization: { id: ORGANIZATION, accounts } })
const policy = policyOf(root, guard, allow(account(OTHER), 'kms:Decrypt'))
const forOrganization = (id: string) =>
  policyOf(root, guard, allow('*', 'kms:Decrypt', { StringEquals: { 'aws:PrincipalOrgID': id } }))

test.each([
  ['nobody', aContext(), ['cross-account']],
  ['that account', trusting(OTHER), []],
  ['another one', trusting(THIRD), ['cross-account']],
  ['its organization', inOrganization(OWN, OTHER), []],
  ['an organization without it', inOrganization(OWN), ['cross-account']],
])('policy-cross-account: access of another account, with trust in %s', (_, context, checks) =>
  expect(failing(policy, context)).toEqual(checks),
)

test('policy-cross-account: trust in one of two accounts leaves the other', () =>
  expect(failing(policyOf(root, guard, allow({ AWS: [OTHER, THIRD] }, 'kms:Decrypt')), trusting(OTHER))).toEqual([
    'cross-account',
  ]))

test.each([
  ['the own organization', ORGANIZATION, []],
  ['another organization', 'o-another0000', ['cross-account']],
])('policy-cross-account: access of %s', (_, id, checks) =>
  expect(failing(forOrganization(id), inOrganization(OWN))).toEqual(checks),
)

test('policy-cross-account: an account limited to the own organization belongs to it, even if the list does not name it', () => {
  const held = allow(account(OTHER), 'kms:Decrypt', { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } })
  expect(failing(policyOf(root, guard, held), inOrganization(OWN))).toEqual([])
})

const judged = (context: CheckContext, ...statements: Json[]) =>
  crossAccount.judge(aKeyWith(policyOf(root, guard, ...statements)), context)

describe('policy-cross-account with an unread organization', () => {
  const report = aReport({ keys: [], scope: { ...aReport().scope, organization: null } })
  const unread = (...trustedAccounts: string[]) => aContext({ report, settings: { trustedAccounts, requiredTags: [] } })
  const held = { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }
  const web = allow({ Federated: 'cognito-identity.amazonaws.com' }, 'kms:Decrypt')

  test.each<[what: string, statement: Json, whom: string]>([
    ['an account', allow(account(OTHER), 'kms:Decrypt'), `account ${OTHER}`],
    ['a role', allow(role('App', OTHER), 'kms:Decrypt'), `arn:aws:iam::${OTHER}:role/App`],
    ['whoever is of an organization', allow('*', 'kms:Decrypt', held), `the organization ${ORGANIZATION}`],
    ['an account of an organization', allow(account(OTHER), 'kms:Decrypt', held), `account ${OTHER}`],
    [
      'a service that acts for an account',
      allow(service('logs'), 'kms:Decrypt', { StringEquals: { 'aws:SourceAccount': OTHER } }),
      `the service logs.amazonaws.com for account ${OTHER}`,
    ],
  ])('policy-cross-account with an unread organization: %s is unknown', (_, statement, whom) =>
    expect(judged(unread(), statement)).toEqual({
      status: 'unknown',
      detail: `The accounts of the organization could not be read, so ${whom} may or may not be trusted.`,
    }),
  )

  test('policy-cross-account with an unread organization: accounts trusted by their ID pass', () =>
    expect(judged(unread(OTHER), allow(account(OTHER), 'kms:Decrypt'))).toEqual({ status: 'pass' }))

  test('policy-cross-account with an unread organization: web identities fail, apart from the rest', () => {
    expect(judged(unread(), web)).toMatchObject({
      status: 'fail',
      detail:
        'Statement 3 allows everyone who can sign in through cognito-identity.amazonaws.com to use the key (kms:Decrypt) from anywhere.',
    })
    expect(judged(unread(), web, allow(account(OTHER), 'kms:Decrypt'))).toMatchObject({
      status: 'fail',
      detail:
        'Statement 3 allows everyone who can sign in through cognito-identity.amazonaws.com to use the key (kms:Decrypt) from anywhere. ' +
        `The accounts of the organization could not be read, so account ${OTHER} may or may not be trusted.`,
    })
  })

  test('policy-public with an unread organization: everyone fails', () =>
    expect(failing(policyOf(root, guard, allow('*', 'kms:Decrypt')), unread())).toEqual(['public']))
})

test('policy-public: trusted accounts do not make a public key private', () =>
  expect(failing(policyOf(root, guard, allow('*', 'kms:Decrypt')), trusting(OTHER))).toEqual(['public']))

test.each([
  ['was denied', null, 'Access denied: kms:GetKeyPolicy'],
  ['was not read', undefined, 'Access denied: kms:GetKeyPolicy'],
  ['is no JSON', '{"Statement": [', 'The key policy is not valid JSON.'],
  ['is a list', [], 'The key policy is not a JSON object.'],
  ['has no statement', { Version: '2012-10-17' }, 'The key policy has no Statement.'],
  [
    'has a strange effect',
    policyOf(root, { ...root, Effect: 'allow' }),
    'The key policy cannot be read: statement 2: its Effect is neither Allow nor Deny.',
  ],
])('policy checks: a policy that %s is unknown to every check', (_, document, detail) => {
  for (const check of policyChecks)
    expect(check.judge(aKeyWith(document), aContext())).toEqual({ status: 'unknown', detail })
})

test.each([
  ['an Allow', [allow('*', 'kms:Decrypt', { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/16' } })]],
  [
    'a Deny of all others',
    [allow('*', 'kms:Decrypt'), deny('*', 'kms:Decrypt', { NotIpAddress: { 'aws:VpcSourceIp': '10.0.0.0/16' } })],
  ],
])('policy-public: private addresses alone are unknown: %s', (_, statements) =>
  expect(publicCheck.judge(aKeyWith(policyOf(root, guard, ...statements)), aContext())).toEqual({
    status: 'unknown',
    detail:
      'Statement 3 allows everyone with a private IP address, which does not identify one network; ' +
      'add a condition on aws:SourceVpc or aws:SourceVpce.',
  }),
)

test.each([
  ['kms:PutKeyPolicy', 'medium', 'everyone in account 111122223333', 'administer'],
  ['kms:*', 'critical', 'everyone', 'use and administer'],
  ['kms:Decrypt', 'critical', 'everyone', 'use'],
  ['kms:CreateGrant', 'critical', 'everyone', 'administer'],
  ['kms:DescribeKey', 'medium', 'everyone', 'read the metadata of'],
  ['kms:Get*', 'medium', 'everyone', 'read the metadata of'],
])('policy-public: %s for everyone is %s', (action, severity, whom, power) =>
  expect(publicCheck.judge(aKeyWith(policyOf(root, guard, allow('*', action))), aContext())).toMatchObject({
    status: 'fail',
    severity,
    detail: `Statement 3 allows ${whom} to ${power} the key (${action}) from anywhere.`,
  }),
)

test('policy-public: a public statement beside private addresses fails', () => {
  const address = allow('*', 'kms:Decrypt', { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/16' } })
  expect(failing(policyOf(root, guard, address, allow('*', 'kms:Encrypt')))).toEqual(['public'])
})

test.each([
  ['an account', 'everyone in account 111122223333', { StringEquals: { 'kms:CallerAccount': OWN } }],
  ['one role', `arn:aws:iam::${OWN}:role/App`, { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/App` } }],
  [
    'an organization',
    `everyone in the organization ${ORGANIZATION}`,
    { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } },
  ],
  ['a VPC', 'everyone who meets its conditions', { StringEquals: { 'aws:SourceVpc': 'vpc-111bbb22' } }],
  ['services', 'every AWS service', { StringEquals: { 'aws:SourceAccount': OWN } }],
])('policy-full-access: kms:* for everyone limited to %s is reported as such', (_, whom, condition) =>
  expect(fullAccess.judge(aKeyWith(policyOf(root, guard, allow('*', 'kms:*', condition))), aContext())).toMatchObject({
    status: 'fail',
    detail: `Statement 3 grants kms:* to ${whom}.`,
  }),
)

test('policy checks: condition keys and operators may have the names of object properties', () => {
  for (const name of ['constructor', '__proto__', 'toString'])
    for (const condition of [{ [name]: { 'kms:CallerAccount': OWN } }, { StringEquals: { [name]: OWN } }])
      expect(failing(policyOf(root, guard, allow('*', 'kms:Decrypt', condition)))).toEqual(['public'])
})

test('policy checks: AWS managed keys are not applicable', () => {
  const key = aKeyWith(policyOf(allow('*', 'kms:*')), { key_manager: 'AWS' })
  for (const check of policyChecks) expect(check.judge(key, aContext()).status).toBe('not_applicable')
})

test('policy remedies: the command can be run unchanged, and the detail names the statement', () => {
  const document = policyOf(root, guard, { Sid: 'Open', ...allow('*', ['kms:Decrypt', 'kms:Encrypt']) })
  const result = publicCheck.judge(aKeyWith(document), aContext())
  expect(result).toMatchObject({
    detail: 'Statement 3 ("Open") allows everyone to use the key (kms:Decrypt and kms:Encrypt) from anywhere.',
  })
  expect('remedy' in result && result.remedy).toContain(
    `aws kms put-key-policy --key-id ${KEY_ID} --region eu-west-1 --policy-name default --policy file://policy.json`,
  )
})

test('policy-ineffective: an expired statement has its date, and an earlier report is judged as of its time', () => {
  const key = aKeyWith(
    policyOf(root, allow('*', 'kms:Decrypt', { DateLessThan: { 'aws:CurrentTime': '2026-06-01T00:00:00Z' } })),
  )
  expect(ineffective.judge(key, aContext())).toMatchObject({
    detail: 'Allow statement 2 has no effect: it expired at 2026-06-01 00:00 UTC.',
  })
  expect(publicCheck.judge(key, aContext()).status).toBe('pass')
  const before = aContext({ now: Date.parse('2026-05-01T00:00:00Z') })
  expect(ineffective.judge(key, before).status).toBe('pass')
  expect(publicCheck.judge(key, before).status).toBe('fail')
})

test('policy-confused-deputy: the additional Deny does not apply to users and roles', () => {
  const people = deny('*', 'kms:Decrypt', { Bool: { 'aws:PrincipalIsAWSService': 'false' } })
  const result = confusedDeputy.judge(aKeyWith(policyOf(root, guard, allow('*', 'kms:Decrypt'), people)), aContext())
  expect(result).toMatchObject({
    detail: 'Statement 3 allows every AWS service to use the key (kms:Decrypt) on behalf of any account.',
  })
  expect('advice' in result && result.advice).toBe(
    'Add this statement:\n{"Effect":"Deny","Principal":"*","Action":"kms:*","Resource":"*","Condition":' +
      `{"Bool":{"aws:PrincipalIsAWSService":"true"},"Null":{"aws:SourceAccount":"false"},"StringNotEquals":{"aws:SourceAccount":"${OWN}"}}}`,
  )
})

test('policy-ineffective: a Deny without effect is worse than an Allow', () => {
  const idle = { Resource: 'arn:aws:s3:::amzn-s3-demo-bucket' }
  const judge = (statement: object) =>
    ineffective.judge(aKeyWith(policyOf(root, { ...statement, ...idle })), aContext())
  expect(judge(allow(role('App'), 'kms:Decrypt'))).toMatchObject({ severity: 'low' })
  expect(judge(deny(role('App'), 'kms:Decrypt'))).toMatchObject({ severity: 'medium' })
})

test.each([
  ['2012-10-17', ['public']],
  ['2008-10-17', ['ineffective']],
  [undefined, ['ineffective']],
])('policy checks: a policy variable in Version %s', (Version, checks) => {
  const own = allow('*', 'kms:Decrypt', { StringLike: { 'kms:CallerAccount': '${aws:PrincipalAccount}' } })
  expect(failing({ Version, Statement: [root, guard, own] })).toEqual(checks)
})

test('policy checks: a Deny of Version 2008-10-17 exempts no caller by a policy variable', () => {
  const spared = deny('*', 'kms:*', { StringNotEquals: { 'kms:CallerAccount': '${aws:PrincipalAccount}' } })
  const document = (Version: string) => ({ Version, Statement: [root, guard, spared] })
  expect(failing(document('2012-10-17'))).toEqual([])
  expect(failing(document('2008-10-17'))).toEqual(['lockout'])
})

test('policy checks: a document that two keys share is judged for each of them', () => {
  const shared = policyOf(root, guard, { ...root, Resource: `arn:aws:kms:eu-west-1:${OWN}:key/${KEY_ID}` })
  expect(failing(shared)).toEqual([])
  expect(failing(shared, aContext(), { key_arn: `arn:aws:kms:eu-west-1:${OWN}:key/other` })).toEqual(['ineffective'])
  expect(failing(shared)).toEqual([])
})
