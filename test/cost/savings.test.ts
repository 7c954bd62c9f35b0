import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type PricedKey, calculateSavings, toDollars } from '../../src/cost/savings.ts'
import { aKey, anUnreadableKey } from '../usage/samples.ts'

const priced = (rest: Partial<PricedKey> = {}): PricedKey => ({
  key: aKey(),
  disposition: 'silent',
  price: 1_000_000,
  basis: 'with_rotations',
  ...rest,
})

test('savings: the prices of unused keys, twelve times a year', () => {
  expect(
    calculateSavings([priced(), priced({ price: 3_000_000, disposition: 'stale' }), priced({ disposition: 'in_use' })]),
  ).toEqual({
    currency: 'USD',
    monthly_cost: 5,
    annual_cost: 60,
    is_lower_bound: false,
    unused_key_count: 2,
    monthly_savings: 4,
    annual_savings: 48,
  })
})

test.each<[string, PricedKey]>([
  ['in use', priced({ disposition: 'in_use' })],
  ['unknown', priced({ disposition: 'unknown' })],
  ['new', priced({ disposition: 'new' })],
  ['already pending deletion', priced({ key: aKey({ state: 'PendingDeletion' }), price: 0 })],
  ['a primary waiting for its replicas', priced({ key: aKey({ state: 'PendingReplicaDeletion' }), price: null })],
  ['AWS managed', priced({ key: aKey({ manager: 'AWS' }), price: 0 })],
  ['not readable', priced({ key: anUnreadableKey(), price: null })],
])('savings: a key that is %s saves nothing', (_, item) => {
  expect(calculateSavings([item])).toMatchObject({ unused_key_count: 0, monthly_savings: 0, annual_savings: 0 })
})

test('savings: unknown prices make the sums unknown, but the keys are counted', () => {
  const elsewhere = priced({ key: aKey({ partition: 'aws-cn' }), price: null })
  expect(calculateSavings([elsewhere, priced()])).toEqual({
    currency: 'USD',
    monthly_cost: null,
    annual_cost: null,
    is_lower_bound: false,
    unused_key_count: 2,
    monthly_savings: null,
    annual_savings: null,
  })
})

test('savings: a used key of unknown price leaves the savings known', () => {
  const elsewhere = priced({ key: aKey({ partition: 'aws-cn' }), price: null, disposition: 'in_use' })
  expect(calculateSavings([elsewhere, priced()])).toMatchObject({ monthly_cost: null, monthly_savings: 1 })
})

test.each<[string, PricedKey]>([
  ['may not be read', priced({ key: anUnreadableKey(), price: null })],
  [
    'may not be read in another partition',
    priced({ key: anUnreadableKey({ place: aKey({ partition: 'aws-cn' }).place }), price: null }),
  ],
  ['waits for its replicas', priced({ key: aKey({ state: 'PendingReplicaDeletion' }), price: null })],
])('savings: a key without a price that %s leaves the sum of the others known', (_, item) => {
  expect(calculateSavings([item, priced({ disposition: 'in_use' })])).toMatchObject({
    monthly_cost: 1,
    annual_cost: 12,
  })
})

test.each<[string, PricedKey, boolean]>([
  ['rotations were not read', priced({ basis: 'base' }), true],
  ['a key could not be read', priced({ key: anUnreadableKey(), price: null, basis: 'base' }), true],
  ['rotations of a free key were not read', priced({ price: 0, basis: 'base' }), false],
  ['everything was read', priced(), false],
])('savings: the cost is a lower bound or not: %s', (_, item, isLowerBound) => {
  expect(calculateSavings([priced(), item]).is_lower_bound).toBe(isLowerBound)
})

test('savings: the cost is a lower bound where a Region or an account did not answer', () => {
  expect(calculateSavings([], { allPlacesRead: false }).is_lower_bound).toBe(true)
})

test('savings: no keys cost nothing', () => {
  expect(calculateSavings([])).toMatchObject({ monthly_cost: 0, annual_savings: 0 })
})

test('savings: dollars have no binary rounding errors', () => {
  expect([3, 300_000, 1_230_003, 0].map(toDollars).join(' ')).toBe('0.000003 0.3 1.230003 0')
  fc.assert(
    fc.property(fc.nat({ max: 10 ** 12 }), amount => {
      const [whole, fraction = ''] = String(toDollars(amount)).split('.')
      // Below a millionth there is nothing; JavaScript prints one millionth and up in plain digits.
      expect(`${whole}${fraction.padEnd(6, '0')}`.replace(/^0+(?=\d)/, '')).toBe(String(amount))
    }),
    { numRuns: 200 },
  )
})
