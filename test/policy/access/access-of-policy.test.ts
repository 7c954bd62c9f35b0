import { expect, test } from 'vitest'
import { accessOf } from '../../../src/policy/access/access-of-policy.ts'
import type { Access } from '../../../src/policy/access/access.ts'
import { namesOfActions } from '../../../src/policy/statements/actions.ts'
import { principalText } from '../../../src/policy/statements/principal.ts'
import { readPolicy } from '../../../src/policy/statements/read-policy.ts'

const OWN = '111122223333'
const OTHER = '444455556666'

const allowAll = { Effect: 'Allow', Principal: '*', Action: ['kms:Decrypt', 'kms:PutKeyPolicy'], Resource: '*' }
const denyPolicyOfOther = {
  Effect: 'Deny',
  Principal: '*',
  Action: 'kms:PutKeyPolicy',
  Resource: '*',
  Condition: { StringEquals: { 'kms:CallerAccount': OTHER } },
}
const denyThirdAccounts = { Effect: 'Deny', NotPrincipal: { AWS: [OWN, OTHER] }, Action: 'kms:*', Resource: '*' }

const access = (...statements: object[]): Access[] => {
  const policy = readPolicy({ Version: '2012-10-17', Statement: statements })
  if (!policy.known) throw new Error(policy.why)
  return accessOf(policy.value, { keyArn: `arn:aws:kms:eu-west-1:${OWN}:key/1234abcd`, now: Date.UTC(2026, 10, 22) })
}

const summary = (parts: readonly Access[]): unknown[] =>
  parts.map(({ principal, actions, accounts }) => [principalText(principal), namesOfActions(actions), accounts])

/** The example in the comment of access-of-policy.ts, statement by statement. */
test('accessOf: an Allow for * is one access for everyone, which includes services', () =>
  expect(summary(access(allowAll))).toEqual([['everyone', ['kms:Decrypt', 'kms:PutKeyPolicy'], null]]))

test('accessOf: a Deny for one account does not change access for everyone', () =>
  expect(summary(access(allowAll, denyPolicyOfOther))).toEqual(summary(access(allowAll))))

test('accessOf: a Deny with NotPrincipal removes services and leaves everyone in the excepted accounts', () =>
  expect(summary(access(allowAll, denyThirdAccounts))).toEqual([
    ['everyone', ['kms:Decrypt', 'kms:PutKeyPolicy'], [OWN, OTHER]],
  ]))

test.each([
  ['before', [denyPolicyOfOther, denyThirdAccounts]],
  ['after', [denyThirdAccounts, denyPolicyOfOther]],
])('accessOf: a Deny for one account splits access when it comes %s the Deny that leaves some accounts', (_, denials) =>
  expect(summary(access(allowAll, ...denials))).toEqual([
    ['everyone', ['kms:Decrypt'], [OWN, OTHER]],
    ['everyone', ['kms:PutKeyPolicy'], [OWN]],
  ]),
)
