import { expect, test } from 'vitest'
import { readPolicy } from '../../../src/policy/statements/read-policy.ts'

const allow = { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }
const read = (...statements: unknown[]) => readPolicy({ Statement: statements })
const first = (statement: object) => {
  const policy = read({ ...allow, ...statement })
  return policy.known ? policy.value.statements[0] : policy.why
}

test('policy: text and its parsed object are the same', () =>
  expect(readPolicy(JSON.stringify({ Statement: allow }))).toEqual(readPolicy({ Statement: [allow] })))

test.each<[string, unknown, object]>([
  ['"*"', '*', { kind: 'everyone' }],
  ['a root', { AWS: 'arn:aws-cn:iam::111122223333:root' }, { kind: 'account', account: '111122223333' }],
  ['an account id', { AWS: '111122223333' }, { kind: 'account', account: '111122223333' }],
  [
    'a role',
    { AWS: 'arn:aws-us-gov:iam::111122223333:role/a/b' },
    { kind: 'identity', account: '111122223333', arn: 'arn:aws-us-gov:iam::111122223333:role/a/b' },
  ],
  ['a service', { Service: 'SNS.amazonaws.com' }, { kind: 'service', name: 'sns.amazonaws.com' }],
  ['a deleted role', { AWS: 'AROAEXAMPLEROLEID1234' }, { kind: 'deleted', id: 'AROAEXAMPLEROLEID1234' }],
  ['a web identity', { Federated: 'accounts.google.com' }, { kind: 'federated', name: 'accounts.google.com' }],
  ['a canonical user', { CanonicalUser: 'abc' }, { kind: 'invalid', text: 'CanonicalUser abc' }],
  ['text that is not an ARN', { AWS: 'role/App' }, { kind: 'invalid', text: 'role/App' }],
])('policy principal: %s', (_, Principal, principal) =>
  expect(first({ Principal })).toMatchObject({ principals: { negated: false, items: [principal] } }),
)

test('policy: conditions are read in any case and with values of any type', () =>
  expect(
    first({
      Condition: {
        'FORANYVALUE:stringLikeIfExists': { 'AWS:PrincipalOrgPaths': ['o-a/*', 'o-b/*'] },
        Bool: { 'aws:SecureTransport': true },
        NumericLessThan: { 'kms:TrailingDaysWithoutKeyUsage': 90 },
      },
    }),
  ).toMatchObject({
    conditions: [
      {
        operator: 'stringlike',
        ifExists: true,
        quantifier: 'any',
        key: 'aws:principalorgpaths',
        values: ['o-a/*', 'o-b/*'],
      },
      { operator: 'bool', ifExists: false, quantifier: null, key: 'aws:securetransport', values: ['true'] },
      { operator: 'numericlessthan', key: 'kms:trailingdayswithoutkeyusage', values: ['90'] },
    ],
  }))

test.each<[string, object, string]>([
  ['Effect', { Effect: 'Permit' }, 'its Effect is neither Allow nor Deny'],
  ['Action', { Action: { a: 1 } }, 'its Action is malformed'],
  ['Action and NotAction', { NotAction: 'kms:*' }, 'it has both Action and NotAction'],
  ['Principal', { Principal: { AWS: { a: 1 } } }, 'its Principal is malformed'],
  ['Condition', { Condition: 'x' }, 'its Condition is not a JSON object'],
  ['operator', { Condition: { Bool: 'x' } }, 'its Condition Bool is not a JSON object'],
  [
    'value',
    { Condition: { Bool: { a: null } } },
    'its Condition Bool a has a value that is not a string, number or Boolean',
  ],
])('policy: a statement with a bad %s is unknown, with the reason', (_, statement, why) =>
  expect(first(statement)).toBe(`The key policy cannot be read: statement 1: ${why}.`),
)
