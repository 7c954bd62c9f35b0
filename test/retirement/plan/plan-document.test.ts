import { expect, test } from 'vitest'
import { parsePlan, planText } from '../../../src/retirement/plan/plan-document.ts'
import { policyDigest } from '../../../src/retirement/plan/policy-digest.ts'
import { numbered, planFor } from './a-plan.ts'

const plan = planFor([numbered(1)])

test('plan.json: what was written is read again', () => {
  expect(parsePlan(JSON.parse(planText(plan)), 'plan.json')).toEqual(plan)
})

test.each<[what: string, document: unknown, message: string]>([
  ['another document', { keys: [] }, 'plan.json is not a plan of kms-audit retire plan.'],
  ['a list', [], 'plan.json is not a plan of kms-audit retire plan.'],
  ['a newer version', { ...plan, schema_version: 2 }, 'plan.json has schema version 2'],
  ['a changed value', { ...plan, plan_ttl_days: 30 }, 'plan.json was changed after kms-audit wrote it'],
  ['a missing list', { ...plan, waves: undefined }, 'plan.json was changed after kms-audit wrote it'],
  ['a plan of another account', { ...plan, account_id: '444455556666' }, 'plan.json was changed after'],
])('plan.json: %s is refused in one line', (_, document, message) => {
  expect(() => parsePlan(document, 'plan.json')).toThrow(message)
})

test('plan.json: the same report and options make the same id, whenever the plan is made', () => {
  const later = planFor([numbered(1)], { now: Date.parse('2026-11-22T00:00:00Z') })
  expect([later.plan_id === plan.plan_id, later.digest === plan.digest]).toEqual([true, false])
  expect(planFor([numbered(1)], { watchDays: 40 }).plan_id).not.toBe(plan.plan_id)
})

test('policy digest: white space between the parts of a policy does not matter', () => {
  const policy = { Version: '2012-10-17', Statement: [{ Sid: 'Enable all', Effect: 'Allow' }] }
  const digest = policyDigest(policy)
  expect(policyDigest(JSON.stringify(policy, null, '\t').replaceAll('\n', '\r\n'))).toBe(digest)
  expect(policyDigest({ ...policy, Version: '2008-10-17' })).not.toBe(digest)
})
