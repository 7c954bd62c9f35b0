import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { patternOf } from '../../../src/advice/keys/cohort-pattern.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { aKeyRecord, adviceOn, ofKind } from '../a-report.ts'

test.each([
  ['shop-pr-123-data', 'shop-pr-*'],
  ['pr123', 'pr*'],
  ['preview-login-page', 'preview-*'],
  ['feature/login', 'feature/*'],
  ['test-42', 'test-*'],
  ['e2e-a8f3c2d1', 'e2e-*'],
  ['orders-a8f3c2d1', 'orders-*'],
  ['orders-x7k2m9qp', 'orders-*'],
])('leaked-keys: the name %s has the pattern %s', (name, pattern) => {
  expect(patternOf(name)?.pattern).toBe(pattern)
})

test.each(['orders', 'test-orders', 'orders-v2', 'prod/payments', 'feature-store', 'review', 'eu-west-1-logs'])(
  'leaked-keys: the name %s has no pattern of its own, or too few keys share it',
  name => {
    expect(ofKind(adviceOn([stackKey(1, name)]), 'leaked-keys')).toEqual([])
  },
)

const leaked = (keys: KeyRecord[]) => ofKind(adviceOn(keys), 'leaked-keys')

const stackKey = (number: number, stack: string, parts: Partial<KeyRecord> = {}): KeyRecord =>
  aKeyRecord(number, {
    aliases: [],
    tags: [{ TagKey: 'aws:cloudformation:stack-name', TagValue: stack }],
    disposition: 'never',
    created_at: '2026-10-05T08:00:00Z',
    ...parts,
  })

test('leaked-keys: keys of pull requests with their growth, whose dollars are those of unused keys', () => {
  const whole = adviceOn([
    stackKey(1, 'shop-pr-101', { created_at: '2026-08-02T08:00:00Z' }),
    stackKey(2, 'shop-pr-102', { created_at: '2026-10-02T08:00:00Z' }),
    stackKey(3, 'shop-pr-103', { created_at: '2026-11-19T08:00:00Z', disposition: 'new' }),
  ])
  const [advice] = ofKind(whole, 'leaked-keys')
  expect(advice).toMatchObject({ status: 'suggested', monthly_savings: 0, claims: [], resource: { name: 'shop-pr-*' } })
  expect(advice?.cohort).toEqual({
    pattern: 'shop-pr-*',
    keys: 3,
    unused_keys: 2,
    unused_cost: 2,
    monthly_cost: 3,
    created: [
      { month: '2026-08', keys: 1 },
      { month: '2026-10', keys: 1 },
      { month: '2026-11', keys: 1 },
    ],
    growth_per_month: 0.67,
  })
  expect(whole.totals.unused_keys).toEqual({ keys: 2, unknown: 0, is_lower_bound: false, monthly_savings: 2 })
  expect(whole.totals.advice.monthly_savings).toBe(0)
})

test('leaked-keys: nothing for two keys, for keys pending deletion, or for keys of production', () => {
  const three = (parts: Partial<KeyRecord>) => [1, 2, 3].map(number => stackKey(number, `pr-${number}`, parts))
  expect(leaked(three({}))).toHaveLength(1)
  expect(leaked(three({}).slice(1))).toEqual([])
  expect(leaked(three({ key_state: 'PendingDeletion' }))).toEqual([])
  expect(leaked(three({ aliases: ['alias/prod/orders'] }))).toEqual([])
})

const anyKey = fc.record({
  account: fc.constantFrom('111122223333', '444455556666'),
  region: fc.constantFrom('us-east-1', 'eu-west-1'),
  stack: fc.constantFrom('pr', 'preview', 'tmp'),
  month: fc.integer({ min: 1, max: 11 }),
  disposition: fc.constantFrom('never' as const, 'in_use' as const, 'new' as const),
})

test('leaked-keys: the numbers of a cohort can be computed from its keys, which share account and Region', () => {
  fc.assert(
    fc.property(fc.array(anyKey, { maxLength: 30 }), parts => {
      const keys = parts.map(({ account, region, stack, month, disposition }, number) =>
        stackKey(number, `${stack}-${number}`, {
          account_id: account,
          region,
          disposition,
          created_at: `2026-${String(month).padStart(2, '0')}-03T08:00:00Z`,
        }),
      )
      for (const { cohort, key_arns: arns } of ofKind(adviceOn(keys), 'leaked-keys')) {
        const members = keys.filter(({ key_arn: arn }) => arns.includes(arn))
        expect(new Set(members.map(({ account_id, region }) => `${account_id} ${region}`)).size).toBe(1)
        expect(cohort?.keys).toBe(members.length)
        expect(cohort?.created.reduce((sum, one) => sum + one.keys, 0)).toBe(members.length)
        expect(cohort?.unused_keys).toBe(members.filter(({ disposition }) => disposition === 'never').length)
        const recent = members.filter(({ created_at: at }) => /^2026-(08|09|10)/.test(at ?? '')).length
        expect(cohort?.growth_per_month).toBeCloseTo(recent / 3, 2)
      }
    }),
  )
})
