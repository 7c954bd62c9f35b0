import { expect, test } from 'vitest'
import grantCrossAccount from '../../../src/checks/grants/grant-cross-account.ts'
import type { GrantRecord, KeyRecord } from '../../../src/model/report/report.ts'
import { aReport } from '../../formats/a-report.ts'
import { aGrant, judgeKey, outcome } from '../judge-check.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]

const granted = (...grants: Partial<GrantRecord>[]): Partial<KeyRecord> => ({ grants: grants.map(aGrant) })
const DEAD = 'AROAEXAMPLEEXAMPLE123'

const to = (grantee_principal: string) => granted({}, { grantee_principal })
const forSource = (source_arn: string) =>
  granted({ grantee_principal: 'rds.amazonaws.com', constraints: { source_arn } })
const stranger = 'arn:aws:iam::444455556666:role/reader'
test.each<Row>([
  ['a role of an untrusted account fails', to(stranger), 'fail high'],
  [
    'DescribeKey alone fails with low severity',
    granted({ grantee_principal: stranger, operations: ['DescribeKey'] }),
    'fail low',
  ],
  [
    'DescribeKey and Verify fail with high severity',
    granted({ grantee_principal: stranger, operations: ['DescribeKey', 'Verify'] }),
    'fail high',
  ],
  [
    'a service for a resource of an untrusted account fails',
    forSource(`arn:aws:rds:eu-west-1:444455556666:db:orders`),
    'fail medium',
  ],
  [
    'a service for a resource of the own account passes',
    forSource('arn:aws:rds:eu-west-1:111122223333:db:orders'),
    'pass',
  ],
  ['a service for a bucket, whose ARN has no account, passes', forSource('arn:aws:s3:::amzn-s3-demo-bucket'), 'pass'],
  [
    'a service whose encryption context names log groups of an untrusted account fails',
    granted({
      grantee_principal: 'logs.eu-west-1.amazonaws.com',
      constraints: {
        encryption_context_subset: { 'aws:logs:arn': 'arn:aws:logs:eu-west-1:444455556666:log-group:a' },
      },
    }),
    'fail medium',
  ],
  [
    'a service whose encryption context names mail of an untrusted account fails',
    granted({
      grantee_principal: 'ses.amazonaws.com',
      constraints: { encryption_context_equals: { 'aws:ses:source-account': '444455556666' } },
    }),
    'fail medium',
  ],
  [
    'a trusted role whose encryption context names an untrusted account passes',
    granted({ constraints: { encryption_context_equals: { 'aws:ses:source-account': '444455556666' } } }),
    'pass',
  ],
  ['a session in an untrusted account fails', to('arn:aws:sts::444455556666:assumed-role/reader/me'), 'fail high'],
  ['an untrusted account in GovCloud fails', to('arn:aws-us-gov:iam::444455556666:root'), 'fail high'],
  ['an untrusted account in China fails', to('arn:aws-cn:iam::444455556666:user/me'), 'fail high'],
  [
    'an untrusted retiring principal fails with medium severity',
    granted({ retiring_principal: stranger }),
    'fail medium',
  ],
  ['a grant to everyone fails', to('*'), 'fail high'],
  ['the own account passes', to('arn:aws:iam::111122223333:root'), 'pass'],
  ['a service without a source passes', to('dynamodb.eu-west-1.amazonaws.com'), 'pass'],
  ['a deleted role passes', to(DEAD), 'pass'],
])('grant-cross-account: %s', (_, key, expected) => expect(outcome(judgeKey(grantCrossAccount, key))).toBe(expected))

test('grant-cross-account: accounts named with --trusted-account are trusted', () => {
  const trusting = (...trustedAccounts: string[]) =>
    judgeKey(grantCrossAccount, to(stranger), { settings: { trustedAccounts } })
  expect(outcome(trusting('444455556666'))).toBe('pass')
  expect(outcome(trusting('123456789012'))).toBe('fail high')
})

test('grant-cross-account: accounts of the organization are trusted, and unknown if it could not be read', () => {
  const scope = aReport().scope
  const within = (accounts: string[] | null) =>
    judgeKey(grantCrossAccount, to(stranger), {
      scope: { ...scope, organization: accounts === null ? null : { id: 'o-exampleorgid', accounts } },
    })
  expect(outcome(within(['111122223333', '444455556666']))).toBe('pass')
  expect(outcome(within(['111122223333']))).toBe('fail high')
  expect(outcome(within(null))).toBe('unknown')
})

test('grant-cross-account: the detail names the untrusted account, and the remedy revokes the grant', () => {
  const { detail, remedy, advice } = judgeKey(
    grantCrossAccount,
    granted({ grant_id: 'g-7', grantee_principal: stranger }),
  )
  expect(detail).toBe('1 grant to account 444455556666 allows Decrypt and GenerateDataKey.')
  expect(remedy).toBe(
    'aws kms revoke-grant --key-id 0a1b2c3d-0001-4000-8000-000000000001 --grant-id g-7 --region eu-west-1',
  )
  expect(advice).toBe('The commands end the access that these grants give to account 444455556666.')
})

test('grant-cross-account: a grant with an untrusted retiring principal is created again before it is revoked', () => {
  const { detail, remedy } = judgeKey(grantCrossAccount, granted({ grant_id: 'g-7', retiring_principal: stranger }))
  expect(detail).toBe('Account 444455556666 can retire 1 grant, which ends the access of the grantee.')
  expect(remedy).toMatch(/^aws kms create-grant .* && sleep 300 && aws kms revoke-grant .*--grant-id g-7 /)
})

test('grant-cross-account: a grant to an untrusted account is revoked at once, also if the account can retire other grants', () => {
  const { detail, remedy } = judgeKey(
    grantCrossAccount,
    granted(
      { grant_id: 'g-1', retiring_principal: stranger },
      { grant_id: 'g-2', grantee_principal: stranger, retiring_principal: stranger },
    ),
  )
  expect(detail).toBe(
    '1 grant to account 444455556666 allows Decrypt and GenerateDataKey. Account 444455556666 can retire 1 more.',
  )
  expect(remedy).toMatch(/^aws kms revoke-grant .*--grant-id g-2 .* && aws kms create-grant .*--grant-id g-1 /)
})
