import { expect, test } from 'vitest'
import { readKeyPolicy } from '../../src/policy/key-policy.ts'
import { policyWords, type PolicyWords } from '../../src/policy/plain-words.ts'

const ACCOUNT = '111122223333'
const target = { keyArn: `arn:aws:kms:us-east-1:${ACCOUNT}:key/1`, now: Date.UTC(2026, 10, 20) }
const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`

function wordsOf(...Statement: readonly object[]): PolicyWords {
  const read = readKeyPolicy({ Version: '2012-10-17', Statement }, target)
  if (!read.known) throw new Error(read.why)
  return policyWords(read.value)
}

const allow = (AWS: string, Action: string | string[], Condition = {}) => ({
  Effect: 'Allow',
  Principal: { AWS },
  Action,
  Resource: '*',
  Condition,
})

test('policy in words: the account means what its IAM policies allow', () => {
  expect(wordsOf(allow(`arn:aws:iam::${ACCOUNT}:root`, 'kms:*'))).toEqual({
    administer: ['account 111122223333, as its IAM policies allow'],
    use: ['account 111122223333, as its IAM policies allow'],
    grant: ['account 111122223333, as its IAM policies allow'],
    read: [],
    denied: [],
    ineffective: [],
  })
})

test('policy in words: each role has what it may do, and under which condition', () => {
  const words = wordsOf(
    allow(role('app'), ['kms:Decrypt'], { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } }),
    allow(role('admin'), ['kms:PutKeyPolicy', 'kms:DisableKey']),
    allow(role('auditor'), 'kms:Describe*'),
    allow(role('granter'), 'kms:CreateGrant', { Bool: { 'kms:GrantIsForAWSResource': 'true' } }),
  )
  expect(words).toEqual({
    administer: [`${role('admin')}: DisableKey and PutKeyPolicy`],
    use: [`${role('app')}: Decrypt, if kms:ViaService is s3.us-east-1.amazonaws.com`],
    grant: [`${role('granter')}, if kms:GrantIsForAWSResource is true`],
    read: [role('auditor')],
    denied: [],
    ineffective: [],
  })
})

test('policy in words: a Deny is named, and what it takes from everyone is gone', () => {
  const words = wordsOf(allow(role('admin'), ['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion']), {
    Effect: 'Deny',
    Principal: '*',
    Action: 'kms:ScheduleKeyDeletion',
    Resource: '*',
  })
  expect(words.administer).toEqual([`${role('admin')}: PutKeyPolicy`])
  expect(words.denied).toEqual(['everyone: ScheduleKeyDeletion'])
})

test.each([
  [
    { NumericLessThanEquals: { 'kms:TrailingDaysWithoutKeyUsage': '90' } },
    'kms:TrailingDaysWithoutKeyUsage is at most 90',
  ],
  [{ Null: { 'aws:PrincipalOrgID': 'true' } }, 'aws:PrincipalOrgID is absent'],
  [
    { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ['o-a', 'o-b'] } },
    'aws:PrincipalOrgID is not o-a or o-b or absent',
  ],
  [
    { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a/*' } },
    'a value of aws:PrincipalOrgPaths matches o-a/*',
  ],
  [{ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, 'aws:SourceIp is not in 203.0.113.0/24'],
])('policy in words: the condition %j', (Condition, text) => {
  const words = wordsOf({ Effect: 'Deny', Principal: '*', Action: 'kms:Decrypt', Resource: '*', Condition })
  expect(words.denied).toEqual([`everyone: Decrypt, if ${text}`])
})

test('policy in words: a statement without an effect says why', () => {
  const elsewhere = { ...allow(role('app'), 'kms:Decrypt'), Resource: 'arn:aws:kms:us-east-1:111122223333:alias/a' }
  const words = wordsOf(elsewhere)
  expect(words.use).toEqual([])
  expect(words.ineffective).toEqual(['statement 1 names a resource other than * or this key'])
})
