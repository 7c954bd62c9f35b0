import { expect, test } from 'vitest'
import type { Json } from '../../../src/lib/json.ts'
import { decryptAll } from '../../../src/policy/identity/decrypt-all.ts'
import type { IdentityPolicyRecord } from '../../../src/model/report/account-facts.ts'
import { allow, aPolicy, OWNER } from './a-policy.ts'
import { actionRows, conditionRows, type IdentityRow, resourceRows } from './rows.ts'

/** `if Decrypt`, `Decrypt ReEncryptFrom`; empty: not with every key. */
function allowedBy(policy: IdentityPolicyRecord, owner = OWNER): string {
  const read = decryptAll(policy, owner)
  if (!read.known) return `unknown: ${read.why}`
  if (read.value === null) return ''
  const { actions, isConditional } = read.value
  return [...(isConditional ? ['if'] : []), ...actions.map(action => action.replace('kms:', ''))].join(' ')
}

const rows: IdentityRow[] = [...actionRows, ...resourceRows, ...conditionRows]

test.each(rows)('decryption with every key: %s', (_, statements, allowed, reason) => {
  expect([allowedBy(aPolicy(statements)), reason]).toEqual([allowed, reason])
})

test('decryption with every key: no two rows have the same name', () => {
  expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length)
  expect(rows.length).toBeGreaterThan(45)
})

test.each([
  ['aws-us-gov', 'arn:aws-us-gov:kms:us-gov-*:*:key/*', 'Decrypt'],
  ['aws-us-gov', 'arn:aws-us-gov:kms:us-gov-west-1:*:key/*', ''],
  ['aws-cn', 'arn:aws-cn:kms:*:*:key/*', 'Decrypt'],
  ['aws-cn', 'arn:aws:kms:*:*:key/*', ''],
  ['aws-eusc', 'arn:*:kms:*:*:key/*', 'Decrypt'],
])('decryption with every key: in partition %s, %s', (partition, resource, allowed) => {
  expect(allowedBy(aPolicy([allow('kms:Decrypt', resource)]), { ...OWNER, partition })).toBe(allowed)
})

test('decryption with every key: variables of a document of Version 2008-10-17 are ordinary text', () => {
  const statements = [allow('kms:Decrypt', 'arn:aws:kms:*:${aws:PrincipalAccount}:key/*')]
  expect(allowedBy(aPolicy(statements, { language: '2008-10-17' }))).toBe('')
  expect(allowedBy(aPolicy(statements, { language: null }))).toBe('')
})

test.each<[string, Json[], string]>([
  [
    'an Effect that IAM does not know',
    [{ ...allow('kms:Decrypt', '*'), Effect: 'Permit' }],
    'statement 1 cannot be read: its Effect is neither Allow nor Deny',
  ],
  [
    'an Action that is no text',
    [allow('s3:*', '*'), allow([7], '*'), allow({}, '*')],
    'statement 3 cannot be read: its Action is malformed',
  ],
  [
    'a Condition that is no object',
    [{ ...allow('kms:Decrypt', '*'), Condition: 'none' }],
    'statement 1 cannot be read: its Condition is not a JSON object',
  ],
])('decryption with every key: unknown for %s', (_, statements, why) => {
  expect(allowedBy(aPolicy(statements))).toBe(`unknown: ${why}`)
})

test('decryption with every key: unknown for a document that could not be read', () => {
  expect(allowedBy(aPolicy([], { statements: null }))).toBe('unknown: the policy document cannot be read')
})
