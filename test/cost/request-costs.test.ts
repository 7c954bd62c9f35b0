import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listPrices } from '../../src/cost/prices/list-prices.ts'
import { requestCosts, toPriceRecord } from '../../src/cost/request-costs.ts'
import type { KeyRecord, PriceRecord } from '../../src/model/report/report.ts'
import { aRecord as aKeyRecord } from '../formats/a-report.ts'

const pricesOf = (region: string): PriceRecord => {
  const prices = listPrices({ region, partition: 'aws' })
  if (prices === null) throw new Error('the package has prices of commercial Regions')
  return toPriceRecord(prices)
}
const PRICES = ['us-east-1', 'eu-west-1'].map(pricesOf)

const key = (requests: number | null, more: Partial<KeyRecord> = {}): KeyRecord =>
  aKeyRecord({
    region: 'us-east-1',
    key_spec: 'SYMMETRIC_DEFAULT',
    monthly_usage: requests,
    cost: { key: 1, basis: 'base', requests: requests === null ? null : requests * 0.000003 },
    ...more,
  })

describe('request costs', () => {
  test('request costs: the free tier is used once over all Regions of an account', () => {
    const [account] = requestCosts([key(15_000), key(15_000, { region: 'eu-west-1' })], PRICES, 30)
    expect(account).toMatchObject({
      requests: { standard: 30_000 },
      free_requests: 20_000,
      before_free_tier: 0.09,
      cost: 0.03,
    })
  })

  test('request costs: each account has a free tier of its own', () => {
    const costs = requestCosts([key(20_000), key(20_000, { account_id: '444455556666' })], PRICES, 30)
    expect(costs.map(({ cost }) => cost)).toEqual([0, 0])
  })

  test('request costs: asymmetric keys have no free tier', () => {
    const [account] = requestCosts([key(10_000, { key_spec: 'RSA_4096' })], PRICES, 30)
    expect(account).toMatchObject({ requests: { asymmetric: 10_000 }, free_requests: 0, cost: 0.15 })
  })

  test('request costs: the free tier of other days is in proportion', () => {
    expect(requestCosts([key(20_000)], PRICES, 15)[0]).toMatchObject({ free_requests: 10_000, cost: 0.03 })
  })

  test.each<[what: string, other: KeyRecord]>([
    ['requests that were not counted', key(null)],
    ['requests of an unknown class', key(9, { cost: { key: 1, basis: 'base', requests: null } })],
    ['a key that could not be described', key(9, { key_spec: null })],
  ])('request costs: with %s they are a lower bound', (_, other) => {
    expect(requestCosts([key(0), other], PRICES, 30)[0]).toMatchObject({ cost: 0, is_lower_bound: true })
    expect(requestCosts([key(0), key(5)], PRICES, 30)[0]).toMatchObject({ is_lower_bound: false })
  })

  test('request costs: a Region without prices makes them unknown, not zero', () => {
    const [account] = requestCosts([key(5, { region: 'us-gov-west-1' })], PRICES, 30)
    expect(account).toMatchObject({ before_free_tier: null, cost: null })
  })

  test('request costs: they never exceed the sum of the keys, and never fall below it by more than the free tier', () => {
    const requests = fc.array(fc.tuple(fc.nat(1_000_000), fc.constantFrom('us-east-1', 'eu-west-1')), { maxLength: 8 })
    fc.assert(
      fc.property(requests, fc.integer({ min: 1, max: 455 }), (counts, days) => {
        const keys = counts.map(([count, region]) => key(count, { region }))
        const [account] = requestCosts(keys, PRICES, days)
        const sum = keys.reduce((all, { cost }) => all + (cost.requests ?? 0), 0)
        const cost = account?.cost ?? 0
        expect(cost).toBeLessThanOrEqual(sum + 1e-6)
        expect(cost).toBeGreaterThanOrEqual(sum - (0.06 * days) / 30 - 1e-5)
        expect(cost).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
