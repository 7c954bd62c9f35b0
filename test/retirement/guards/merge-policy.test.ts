import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guardStatements } from '../../../src/retirement/guards/guard-statements.ts'
import { mergePolicy } from '../../../src/retirement/guards/merge-policy.ts'
import { ownPolicy, roleOf, someTerms } from './guard-terms.ts'

const guardOf = (different = {}) => guardStatements(someTerms(different), 'key-policy')

function merged(policy: Readonly<Record<string, unknown>>, guard = guardOf()) {
  const result = mergePolicy(policy, guard)
  if (!result.known) throw new Error(result.why)
  return result.value
}

test('guard merge: the guard is added behind every other statement, and the rest of the policy stays', () => {
  const { after, added, replaced } = merged(ownPolicy())
  expect(after).toEqual({ ...ownPolicy(), Statement: [...ownPolicy().Statement, ...guardOf()] })
  expect({ added, replaced }).toEqual({ added: ['KmsAuditGuard'], replaced: [] })
})

test('guard merge: merging twice changes nothing, also after AWS wrote lists of one as their item', () => {
  const guard = guardOf({ allowed: [roleOf('KeyAdmin')] })
  const { after } = merged(ownPolicy(), guard)
  expect(merged(after, guard)).toEqual({ after, added: [], replaced: [] })
  const unlisted = JSON.parse(JSON.stringify(after).replace(/\["(arn:[^"]*)"\]/g, '"$1"')) as typeof after
  expect(unlisted).not.toEqual(after)
  expect(merged(unlisted, guard)).toEqual({ after: unlisted, added: [], replaced: [] })
})

test('guard merge: an older guard of the same Sid is replaced where it is', () => {
  const older = ownPolicy(...guardOf({ days: 30 }), { Sid: 'Last', Effect: 'Deny' })
  const { after, added, replaced } = merged(older)
  expect((after['Statement'] as { Sid: string }[]).map(({ Sid }) => Sid)).toEqual(['Root', 'KmsAuditGuard', 'Last'])
  expect(JSON.stringify(after)).toContain('"kms:TrailingDaysWithoutKeyUsage":"90"')
  expect({ added, replaced }).toEqual({ added: [], replaced: ['KmsAuditGuard'] })
})

test('guard merge: an Allow of the same Sid is never replaced', () => {
  const taken = ownPolicy({ Sid: 'KmsAuditGuard', Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' })
  expect(mergePolicy(taken, guardOf())).toEqual({
    known: false,
    why: 'The key policy has a statement KmsAuditGuard that is not a Deny.',
  })
})

test('guard merge: a single statement without a list is kept', () => {
  const [root] = ownPolicy().Statement
  expect(merged({ Version: '2012-10-17', Statement: root }).after['Statement']).toEqual([root, ...guardOf()])
  expect(mergePolicy({ Version: '2012-10-17' }, guardOf()).known).toBe(false)
})

test('guard merge: no statement of any policy is lost or changed', () => {
  const statement = fc.record({
    Sid: fc.option(fc.constantFrom('A', 'B', 'KmsAuditGuardOld'), { nil: undefined }),
    Effect: fc.constantFrom('Allow', 'Deny'),
    Action: fc.oneof(fc.string(), fc.array(fc.string())),
    Condition: fc.jsonValue(),
  })
  fc.assert(
    fc.property(fc.array(statement), Statement => {
      const after = merged({ Statement }, guardOf({ requiresMfa: true })).after['Statement'] as unknown[]
      expect(after.slice(0, Statement.length)).toEqual(Statement)
      expect(after).toHaveLength(Statement.length + 2)
    }),
  )
})
