import { groupBy } from '../lib/group-by.ts'
import { DOLLAR } from '../model/cost.ts'
import type { RegionPrices, RequestClass } from '../model/prices.ts'
import type { KeyRecord, PriceRecord, RequestCostRecord } from '../model/report/report.ts'
import { byClass, type ClassRequests, requestBill } from './request-bill.ts'
import { classOfSpec } from './request-price.ts'
import { toDollars } from './savings.ts'

/** Returns the prices of a Region as the report has them. */
export const toPriceRecord = ({ region, source, publishedOn, key, requests }: RegionPrices): PriceRecord => ({
  region,
  source,
  published_on: publishedOn,
  key: toDollars(key),
  requests: Object.fromEntries(Object.entries(requests).map(([name, price]) => [name, per10000(price)])),
})

/** Exact to a billionth of a dollar, so that the number prints without extra digits. */
const per10000 = (price: number): number => Math.round(price * 10_000 * 1000) / (DOLLAR * 1000)

const toPrices = ({ region, source, published_on, key, requests }: PriceRecord): RegionPrices => ({
  region,
  source,
  publishedOn: published_on,
  key: key === null ? null : key * DOLLAR,
  requests: Object.fromEntries(
    Object.entries(requests).map(([name, price]) => [name, Math.round(price * DOLLAR * 100) / 1_000_000]),
  ),
})

/**
 * Returns what the counted requests cost, by account: from the records of the keys alone, so that every number can be
 * computed again from a saved report.
 *
 * @param days `request_days` of the report
 */
export function requestCosts(
  keys: readonly KeyRecord[],
  prices: readonly PriceRecord[],
  days: number,
): RequestCostRecord[] {
  const byRegion = new Map(prices.map(record => [record.region, toPrices(record)]))
  return groupBy(keys, ({ account_id }) => account_id)
    .map((ofAccount): RequestCostRecord => {
      const counted = ofAccount.flatMap(requestsOf)
      const bill = requestBill(counted, region => byRegion.get(region) ?? null, days)
      return {
        account_id: ofAccount[0]?.account_id ?? '',
        requests: Object.fromEntries(byClass(counted).map(({ class: class_, requests }) => [class_, requests])),
        free_requests: bill.freeRequests,
        before_free_tier: toDollars(bill.beforeFreeTier),
        cost: toDollars(bill.cost),
        is_lower_bound: ofAccount.some(key => requestsOf(key).length === 0 && key.monthly_usage !== 0),
      }
    })
    .toSorted((one, other) => (one.account_id < other.account_id ? -1 : 1))
}

/** The requests to a key and their class. Empty: they were not counted, or their class is not known. */
function requestsOf({ region, key_spec: spec, monthly_usage: requests, cost }: KeyRecord): ClassRequests[] {
  const found: RequestClass | null = spec === null ? null : classOfSpec(spec)
  // A price that is not known although the class of the key is: some of the requests have another class.
  if (typeof requests !== 'number' || requests === 0 || found === null || cost.requests === null) return []
  return [{ region, class: found, requests }]
}
