import { expect, test } from 'vitest'
import type { GuardTerms } from '../../../src/model/retirement/guard.ts'
import { guardStatements } from '../../../src/retirement/guards/guard-statements.ts'
import { lockoutWarnings } from '../../../src/retirement/guards/lockout-warnings.ts'
import { mergePolicy } from '../../../src/retirement/guards/merge-policy.ts'
import { KEY_ARN, ownPolicy, roleOf, someTerms } from './guard-terms.ts'

const NOW = Date.UTC(2026, 10, 20)

function warnings(policy: Readonly<Record<string, unknown>>, different: Partial<GuardTerms> = {}): string[] {
  const terms = someTerms(different)
  const result = mergePolicy(policy, guardStatements(terms, 'key-policy'))
  if (!result.known) throw new Error(result.why)
  return lockoutWarnings({ before: policy, after: result.value.after }, terms, KEY_ARN, NOW)
}

const allowTo = (principal: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 'kms:*', Resource: '*' }],
})

test('guard lockout: a guard on days, and one that names a role of the account, keep the key manageable', () => {
  expect(warnings(ownPolicy())).toEqual([])
  expect(warnings(ownPolicy(), { allowed: [roleOf('KeyAdmin')] })).toEqual([])
  expect(warnings(ownPolicy(), { allowed: ['arn:aws:iam::*:role/KeyAdmin'], requiresMfa: true })).toEqual([])
  expect(warnings(allowTo(roleOf('KeyAdmin')), { allowed: [roleOf('KeyAdmin')] })).toEqual([])
})

test('guard lockout: a guard for a role of another account locks out everybody, and it says why', () => {
  const [foreign, lost, ...others] = warnings(ownPolicy(), { allowed: [roleOf('KeyAdmin', '444455556666')] })
  expect(foreign).toContain('is not in account 111122223333')
  expect(lost).toContain('would lock out everybody')
  expect(others).toEqual([])
})

test('guard lockout: a guard for a role that the policy does not allow anything locks out everybody', () => {
  const [lost, ...others] = warnings(allowTo(roleOf('Owner')), { allowed: [roleOf('KeyAdmin')] })
  expect(lost).toContain('would lock out everybody')
  expect(others).toEqual([])
})

test('guard lockout: a policy that no principal can change cannot get a guard', () => {
  const readOnly = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: roleOf('App') }, Action: 'kms:Decrypt', Resource: '*' }],
  }
  expect(warnings(readOnly)).toEqual([expect.stringContaining('nobody in this account to change it')])
})

test('guard lockout: a policy that is too long for KMS is named with its size', () => {
  const filler = Array.from({ length: 300 }, (_, n) => ({
    Sid: `Filler${n}`,
    Effect: 'Allow',
    Principal: { AWS: roleOf(`application-${n}`) },
    Action: 'kms:Decrypt',
    Resource: '*',
  }))
  expect(warnings(ownPolicy(...filler))).toEqual([
    expect.stringMatching(/^The policy would have 4\d{4} bytes, .* 32768\.$/),
  ])
})

test('guard lockout: a policy that cannot be read is said to need care', () => {
  expect(warnings({ Statement: [{ Effect: 'Maybe' }] })).toEqual([expect.stringContaining('could not be read')])
})
