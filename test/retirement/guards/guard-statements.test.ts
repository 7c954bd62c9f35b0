import { expect, test } from 'vitest'
import { isGuardOf } from '../../../src/policy/deletion-guard.ts'
import { readKeyPolicy } from '../../../src/policy/key-policy.ts'
import { DISABLE_KEY, SCHEDULE_DELETION } from '../../../src/policy/statements/actions.ts'
import { whyIneffective } from '../../../src/policy/statements/why-ineffective.ts'
import { documentNotes, guardDocument } from '../../../src/retirement/guards/guard-document.ts'
import { guardStatements } from '../../../src/retirement/guards/guard-statements.ts'
import { KEY_ARN, ownPolicy, roleOf, someTerms } from './guard-terms.ts'

const ADMIN = roleOf('KeyAdmin')
const EMERGENCY = roleOf('Emergency')

test('guard statement: that on days is the one that AWS documents', () => {
  expect(guardStatements(someTerms(), 'key-policy')).toEqual([
    {
      Sid: 'KmsAuditGuard',
      Effect: 'Deny',
      Principal: '*',
      Action: ['kms:ScheduleKeyDeletion', 'kms:DisableKey'],
      Resource: '*',
      Condition: { NumericLessThanEquals: { 'kms:TrailingDaysWithoutKeyUsage': '90' } },
    },
  ])
})

test('guard statement: each term is a statement of its own, and aliases never depend on days', () => {
  const all = guardStatements(
    someTerms({ allowed: [ADMIN], exempt: [EMERGENCY], coversAliases: true, requiresMfa: true, sid: 'Keep' }),
    'key-policy',
  )
  expect(all.map(({ Sid, Action, Condition }) => [Sid, Action.includes('kms:DeleteAlias'), Condition])).toEqual([
    [
      'Keep',
      false,
      {
        NumericLessThanEquals: { 'kms:TrailingDaysWithoutKeyUsage': '90' },
        ArnNotLike: { 'aws:PrincipalArn': [EMERGENCY] },
      },
    ],
    ['KeepRoles', true, { ArnNotLike: { 'aws:PrincipalArn': [ADMIN, EMERGENCY] } }],
    [
      'KeepMfa',
      true,
      {
        BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
        ArnNotLike: { 'aws:PrincipalArn': [EMERGENCY] },
      },
    ],
  ])
})

test('guard statement: without days, callers alone decide', () => {
  const [only, ...others] = guardStatements(someTerms({ days: null, allowed: [ADMIN] }), 'key-policy')
  expect([only?.Sid, others]).toEqual(['KmsAuditGuardRoles', []])
})

test('guard scp: no statement has a Principal, and every statement of an rcp is for everyone', () => {
  const terms = someTerms({ allowed: [ADMIN], requiresMfa: true })
  expect(guardDocument(terms, 'scp').Statement.map(one => 'Principal' in one)).toEqual([false, false, false])
  expect(guardDocument(terms, 'rcp').Statement.map(({ Principal }) => Principal)).toEqual(['*', '*', '*'])
})

test.each([
  ['on days', someTerms()],
  ['on days with an exception', someTerms({ exempt: [EMERGENCY] })],
  ['on roles', someTerms({ days: null, allowed: [ADMIN] })],
  ['on zero days', someTerms({ days: 0 })],
])('guard statement: the reader of key policies takes the one %s as a guard of both calls', (_, terms) => {
  const read = readKeyPolicy(ownPolicy(...guardStatements(terms, 'key-policy')), {
    keyArn: KEY_ARN,
    now: Date.UTC(2026, 10, 20),
  })
  if (!read.known) throw new Error(read.why)
  const { policy, target } = read.value
  expect(policy.statements.map(one => whyIneffective(one, target))).toEqual([null, null])
  const guard = policy.statements[1]
  expect(guard && [DISABLE_KEY, SCHEDULE_DELETION].map(action => isGuardOf(action, guard, target))).toEqual([
    true,
    true,
  ])
})

test('guard scp: a policy that is too long for AWS Organizations is named with its size', () => {
  const allowed = Array.from({ length: 200 }, (_, n) => roleOf(`team-${n}/KeyAdministrator`))
  const size = (kind: 'scp' | 'rcp', count: number) =>
    documentNotes(someTerms({ allowed: allowed.slice(0, count) }), kind).find(note => note.includes('characters'))
  expect([size('scp', 60), size('rcp', 10)]).toEqual([undefined, undefined])
  expect(size('scp', 200)).toMatch(/^The policy has \d+ characters, \d+ of them without white space, .* 10240\.$/)
  expect(size('rcp', 100)).toContain('at most 5120.')
})
