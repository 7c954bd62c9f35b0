import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import schema from '../../../src/model/schemas/retirement-plan.schema.json' with { type: 'json' }
import type { KeyRecord } from '../../../src/model/report/report.ts'
import type { RetirementPlan } from '../../../src/model/retirement/retirement.ts'
import { plansOf } from '../../../src/retirement/plan/plan-of.ts'
import { hostileReport } from '../../formats/hostile-report.ts'
import { anUnreadableRecord } from '../../formats/a-report.ts'
import { aDatabase, aDependent, aSweptReport, OTHER } from '../ready-key.ts'
import { numbered, OPTIONS, planFor } from './a-plan.ts'

const cost = (key: number | null): Pick<KeyRecord, 'cost'> => ({ cost: { key, basis: 'base', requests: null } })
const PRODUCTION = [{ TagKey: 'Environment', TagValue: 'prod' }]

const arns = (keys: readonly { key_arn: string }[]): string[] => keys.map(({ key_arn }) => key_arn)
const waves = (plan: RetirementPlan): string[][] => plan.waves.map(({ keys }) => arns(keys))

test('plan: the lowest risk comes first, then the largest saving', () => {
  const withVolume = numbered(1, { dependents: [aDependent()], ...cost(3) })
  const forReview = numbered(2, { tags: PRODUCTION, ...cost(3) })
  const cheap = numbered(3, cost(1))
  const dear = numbered(4, cost(3))
  const plan = planFor([withVolume, forReview, cheap, dear])
  expect(waves(plan)).toEqual([[dear.key_arn, cheap.key_arn], [forReview.key_arn], [withVolume.key_arn]])
})

test('plan: a wave has at most --wave-size keys', () => {
  const plan = planFor(
    [1, 2, 3, 4, 5].map(number => numbered(number)),
    { waveSize: 2 },
  )
  expect(plan.waves.map(({ number, keys }) => [number, keys.length])).toEqual([
    [1, 2],
    [2, 2],
    [3, 1],
  ])
})

test('plan: replicas come before their primary key, also in an earlier wave', () => {
  const id = 'mrk-0a1b2c3d'
  const replica = numbered(1, { key_id: id, region: 'us-east-1', multi_region_type: 'REPLICA', tags: PRODUCTION })
  const primary = numbered(1, { key_id: id, multi_region_type: 'PRIMARY', replica_keys: [replica.key_arn], ...cost(3) })
  const own = { ...replica, primary_key_arn: primary.key_arn }
  expect(waves(planFor([primary, own]))).toEqual([[replica.key_arn, primary.key_arn]])
  expect(waves(planFor([primary, own], { waveSize: 1 }))).toEqual([[replica.key_arn], [primary.key_arn]])
})

test('plan: a primary key stays as long as one of its replicas does', () => {
  const id = 'mrk-0a1b2c3d'
  const replica = numbered(1, { key_id: id, region: 'us-east-1', multi_region_type: 'REPLICA', grants: null })
  const primary = numbered(1, { key_id: id, multi_region_type: 'PRIMARY', replica_keys: [replica.key_arn] })
  const plan = planFor([primary, replica])
  expect(waves(plan)).toEqual([])
  expect(plan.not_planned.find(({ key_arn }) => key_arn === primary.key_arn)).toMatchObject({
    readiness: 'review',
    reasons: [{ id: 'replicas-first' }],
  })
})

test.each<[what: string, different: Partial<KeyRecord>, list: keyof RetirementPlan]>([
  ['a key whose database AWS would stop is to be migrated first', { dependents: [aDatabase()] }, 'migrate_first'],
  ['a used key with a database is not planned', { dependents: [aDatabase()], disposition: 'unknown' }, 'not_planned'],
  [
    'a key of a stack is owned by code',
    { tags: [{ TagKey: 'aws:cloudformation:stack-name', TagValue: 'shop' }] },
    'owned_by_code',
  ],
  ['a disabled key starts at the watch', { key_state: 'Disabled', enabled: false }, 'start_at_watch'],
  ['a blocked key is not planned', { grants: null }, 'not_planned'],
  ['a key without a policy in the report is not planned', { key_policy: undefined }, 'not_planned'],
  ['a key with an ARN that is none is not planned', { key_arn: "arn:aws:kms:x:y:key/'; rm -rf /" }, 'not_planned'],
])('plan: %s', (_, different, list) => {
  const plan = planFor([numbered(1, different)])
  expect(plan[list]).toHaveLength(1)
  expect(plan.waves).toEqual([])
})

test.each([
  ['pending deletion', { key_state: 'PendingDeletion' }],
  ['of AWS', { key_manager: 'AWS' }],
])('plan: keys %s are left out', (_, different) => {
  const { waves: planned, not_planned } = planFor([numbered(1, different)])
  expect([planned, not_planned]).toEqual([[], []])
})

test('plan: each wave says what it saves, from when on, and when its keys are deleted', () => {
  const plan = planFor([numbered(1, cost(3)), numbered(2, { tags: PRODUCTION, ...cost(1) })])
  expect(plan.waves.map(({ savings }) => savings)).toEqual([
    { monthly: 3, annual: 36, from: '2026-12-20', deleted_by: '2027-01-19' },
    { monthly: 1, annual: 12, from: '2027-01-19', deleted_by: '2027-02-18' },
  ])
  expect(plan.savings).toMatchObject({ monthly: 4, annual: 48 })
})

test('plan: savings without a known price are unknown, not 0', () => {
  expect(planFor([numbered(1), numbered(2, cost(null))]).savings).toMatchObject({ monthly: null, annual: null })
})

const withEvidence = (one: object) =>
  ({ usage: { ...numbered(1).usage, evidence: [one] } }) as unknown as Partial<KeyRecord>

test('plan: it says what GetKeyLastUsage must still answer', () => {
  const [used, elsewhere] = [
    { source: 'kms', status: 'used', last_used_at: '2026-05-06T07:08:09Z' },
    { source: 'cloudtrail', status: 'not_observed' },
  ] as const
  const checks = [numbered(1), numbered(1, withEvidence(used)), numbered(1, withEvidence(elsewhere))].map(
    key => planFor([key]).waves[0]?.keys[0]?.last_use_check,
  )
  expect(checks).toEqual([
    { rule: 'exact', at: null },
    { rule: 'exact', at: '2026-05-06T07:08:09Z' },
    { rule: 'not_after', at: '2026-08-22T14:30:22Z' },
  ])
})

test('plan: other accounts that may use a key are named, and unknown if the grants were not read', () => {
  const key_policy = {
    Statement: [{ Effect: 'Allow', Principal: { AWS: OTHER }, Action: 'kms:Decrypt', Resource: '*' }],
  }
  const [first] = planFor([numbered(1, { key_policy })]).waves[0]?.keys ?? []
  expect(first?.external_accounts).toEqual([OTHER])
  const [second] = planFor([numbered(1, { key_policy, grants: undefined as never })]).waves[0]?.keys ?? []
  expect(second?.external_accounts).toBeNull()
})

test('plan: there is one for each account', () => {
  const plans = plansOf(aSweptReport([numbered(1), numbered(2, { account_id: OTHER })]), OPTIONS)
  expect(plans.map(({ account_id, keys }) => [account_id, keys])).toEqual([
    ['111122223333', 1],
    [OTHER, 1],
  ])
})

test('plan: it fits the published schema, whatever the report contains', () => {
  const validate = new Ajv({ allowUnionTypes: true }).compile(schema)
  const keys = [
    numbered(1),
    numbered(2, { dependents: [aDatabase(), aDependent()] }),
    numbered(3, { tags: [{ TagKey: 'ManagedBy', TagValue: 'terraform' }] }),
    numbered(4, { key_state: 'Disabled', multi_region_type: 'PRIMARY' }),
    anUnreadableRecord(),
  ]
  for (const plan of [...plansOf(aSweptReport(keys), OPTIONS), ...plansOf(hostileReport, OPTIONS)]) {
    expect(validate(plan), JSON.stringify(validate.errors)).toBe(true)
  }
})
