import { expect, test } from 'vitest'
import check from '../../../src/checks/identities/iam-decrypt-all.ts'
import { judge } from '../../../src/findings/judge.ts'
import type { Finding } from '../../../src/model/finding.ts'
import type { IdentityPoliciesRecord, IdentityPolicyRecord } from '../../../src/model/report/account-facts.ts'
import type { GapRecord } from '../../../src/model/report/report.ts'
import { aReport } from '../../formats/a-report.ts'
import { allow, aPolicy, deny, when } from '../../policy/identity/a-policy.ts'
import { outcome, SETTINGS } from '../judge-check.ts'

const ACCOUNT = '111122223333'
const VIA_S3 = when('StringEquals', 'kms:ViaService', 's3.us-east-1.amazonaws.com')
const EVERY_KEY = allow('kms:Decrypt', '*')
const ONE_REGION = allow('kms:Decrypt', `arn:aws:kms:eu-west-1:${ACCOUNT}:key/*`)

const inline = (policy_name: string, statements: Parameters<typeof aPolicy>[0]): IdentityPolicyRecord => {
  const { version_id: _, attached_to: __, attachment_count: ___, boundary_count: ____, ...policy } = aPolicy(statements)
  const role = { resource_type: 'AWS::IAM::Role', resource_arn: `arn:aws:iam::${ACCOUNT}:role/app/reports` } as const
  return { ...policy, ...role, policy_name }
}

/** The findings about an account with these policies. */
function findingsOf(read: IdentityPoliciesRecord | null | undefined, gaps: GapRecord[] = []): Finding[] {
  const report = aReport({ keys: [], gaps })
  report.scope.identity_policies = read === undefined ? {} : { [ACCOUNT]: read }
  return judge(report, [check], SETTINGS).findings ?? []
}
const judged = (...policies: IdentityPolicyRecord[]): Finding[] => findingsOf({ complete: true, policies })

const gap: GapRecord = {
  account_id: ACCOUNT,
  region: null,
  key_id: null,
  operation: 'iam:GetAccountAuthorizationDetails',
  reason: 'denied',
  message: 'Access denied: no identity-based policy allows it.',
}

test.each<[string, IdentityPolicyRecord, string]>([
  ['a managed policy with every key fails', aPolicy([EVERY_KEY]), 'fail medium'],
  [
    'a policy that is not attached fails, too',
    aPolicy([EVERY_KEY], { attached_to: [], attachment_count: 0 }),
    'fail medium',
  ],
  ['an inline policy fails', inline('restore', [EVERY_KEY]), 'fail medium'],
  ['access under conditions fails with low severity', aPolicy([allow('kms:Decrypt', '*', VIA_S3)]), 'fail low'],
  ['the keys of one Region pass', aPolicy([ONE_REGION]), 'pass'],
  ['a policy that is not about decryption passes', aPolicy([allow('s3:*', '*')]), 'pass'],
  ['a Deny of the same policy passes', aPolicy([EVERY_KEY, deny('kms:*', '*')]), 'pass'],
  [
    'a boundary alone does not count',
    aPolicy([EVERY_KEY], { attached_to: [], attachment_count: 0, boundary_count: 2 }),
    'not_applicable',
  ],
  ['a boundary that is attached counts', aPolicy([EVERY_KEY], { boundary_count: 2 }), 'fail medium'],
  ['a document that could not be read is unknown', aPolicy([], { statements: null }), 'unknown'],
])('iam-decrypt-all: %s', (_, policy, expected) => {
  expect(judged(policy).map(outcome)).toEqual([expected])
})

test('iam-decrypt-all: a finding names the statement, its resource and who has the policy', () => {
  const attached_to = ['role/app/reports', 'user/alice', 'group/ops'].map(name => `arn:aws:iam::${ACCOUNT}:${name}`)
  const [finding] = judged(
    aPolicy([allow('s3:*', '*'), { ...allow(['kms:De*', 'kms:ReEncrypt*'], ['*']), Sid: 'Lake' }], { attached_to }),
  )
  expect(finding).toMatchObject({
    region: null,
    key_id: null,
    resource: { type: 'AWS::IAM::ManagedPolicy', id: 'reports', arn: `arn:aws:iam::${ACCOUNT}:policy/reports` },
    detail:
      'Statement 2 ("Lake") allows kms:Decrypt and kms:ReEncryptFrom on *. Attached to role reports, user alice and group ops.',
  })
})

test.each<[string, IdentityPolicyRecord, string]>([
  [
    'a condition',
    aPolicy([allow('kms:Decrypt', '*', VIA_S3)]),
    'Statement 1 allows kms:Decrypt on *, if kms:ViaService is s3.us-east-1.amazonaws.com. Security Hub does not consider conditions. Attached to role reports.',
  ],
  [
    'a Deny under a condition',
    aPolicy([EVERY_KEY, deny('kms:Decrypt', '*', when('Bool', 'aws:SecureTransport', 'false'))]),
    'Statement 1 allows kms:Decrypt on *. Statement 2 denies some of it, if aws:SecureTransport is false. Attached to role reports.',
  ],
  [
    'resources that are left out',
    aPolicy([{ Effect: 'Allow', Action: 'kms:Decrypt', NotResource: 'arn:aws:kms:*:*:key/1*' }]),
    'Statement 1 allows kms:Decrypt on all resources except arn:aws:kms:*:*:key/1*. Attached to role reports.',
  ],
  [
    'that no principal has the policy',
    aPolicy([EVERY_KEY], { attached_to: [], attachment_count: 0 }),
    'Statement 1 allows kms:Decrypt on *. Not attached to any user, group or role.',
  ],
  [
    'how many principals have it, if they could not be read',
    aPolicy([EVERY_KEY], { attached_to: [], attachment_count: 3 }),
    'Statement 1 allows kms:Decrypt on *. Attached to 3 principals.',
  ],
])('iam-decrypt-all: the detail names %s', (_, policy, detail) => {
  expect(judged(policy)).toMatchObject([{ detail }])
})

test('iam-decrypt-all: a principal has one finding for all its inline policies, which names those that fail', () => {
  const findings = judged(inline('first', [EVERY_KEY]), inline('second', [ONE_REGION]), inline('third', [EVERY_KEY]))
  expect(findings).toMatchObject([
    {
      resource: { type: 'AWS::IAM::Role', id: 'reports' },
      detail:
        'Inline policy first: statement 1 allows kms:Decrypt on *. Inline policy third: statement 1 allows kms:Decrypt on *.',
    },
  ])
})

test('iam-decrypt-all: a failing inline policy fails although another one could not be read', () => {
  const unread = { ...inline('unread', []), statements: null }
  expect(judged(unread, inline('restore', [EVERY_KEY])).map(outcome)).toEqual(['fail medium'])
  expect(judged(unread, inline('restore', [ONE_REGION]))).toMatchObject([
    { status: 'unknown', detail: 'Inline policy unread: the policy document cannot be read.' },
  ])
})

test('iam-decrypt-all: the remedy edits the policy where it is, and the advice says what', () => {
  const [managed, ofRole] = judged(aPolicy([EVERY_KEY]), inline('restore', [allow('*', '*')]))
  expect(managed?.remedy).toMatch(
    /^aws iam get-policy-version --policy-arn arn:aws:iam::111122223333:policy\/reports --version-id v3 .*&& aws iam create-policy-version .* --set-as-default$/,
  )
  expect(managed?.advice).toContain('In statement 1, name the ARNs of the keys that are needed')
  expect(ofRole?.remedy).toMatch(
    /^aws iam get-role-policy --role-name reports --policy-name restore .*&& aws iam put-role-policy .*file:\/\/policy\.json$/,
  )
  expect(ofRole?.advice).toContain('leave out kms:Decrypt and kms:ReEncrypt*')
})

test.each<[string, IdentityPoliciesRecord | null | undefined, string]>([
  ['could not be read', null, gap.message],
  ['were not read', undefined, gap.message],
])('iam-decrypt-all: an account whose policies %s is unknown', (_, read, detail) => {
  expect(findingsOf(read, [gap])).toMatchObject([{ status: 'unknown', account_id: ACCOUNT, region: null, detail }])
})

test('iam-decrypt-all: an account that was read in part has its findings, and is unknown', () => {
  const findings = findingsOf({ complete: false, policies: [aPolicy([EVERY_KEY])] }, [gap])
  expect(findings.map(({ status, resource, detail }) => [status, resource?.id, detail])).toEqual([
    ['fail', 'reports', 'Statement 1 allows kms:Decrypt on *. Attached to role reports.'],
    ['unknown', undefined, `Not all IAM policies could be read: ${gap.message}`],
  ])
})

test('iam-decrypt-all: it does not apply to an account without policies of its own', () => {
  expect(judged().map(outcome)).toEqual(['not_applicable'])
})
