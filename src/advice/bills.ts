import { requestBill } from '../cost/request-bill.ts'
import { classOfSpec } from '../cost/request-price.ts'
import { groupBy } from '../lib/group-by.ts'
import type { AccountBillRecord, RequestLineRecord } from '../model/advice.ts'
import { DOLLAR, type MicroDollars } from '../model/cost.ts'
import { FREE_REQUESTS, type RegionPrices } from '../model/prices.ts'
import type { KeyRecord, PriceRecord, Report } from '../model/report/report.ts'

/** What each account pays, by account: for keys in a month, and for the counted requests in `request_days`. */
export function billsOf({ keys, prices = [], request_days: days = 30 }: Report): AccountBillRecord[] {
  return groupBy(keys, ({ account_id }) => account_id)
    .map(ofAccount => accountBill(ofAccount, prices, days))
    .toSorted((a, b) => (a.account_id < b.account_id ? -1 : 1))
}

function accountBill(keys: readonly KeyRecord[], prices: readonly PriceRecord[], days: number): AccountBillRecord {
  const counted = keys.flatMap(key => requestLine(key, prices) ?? [])
  const requests = groupBy(counted, line => `${line.region} ${line.class}`).map(lines => {
    const [first] = lines as [RequestLineRecord]
    return { ...first, requests: lines.reduce((sum, line) => sum + line.requests, 0) }
  })
  const isPriced = keys.every(key => key.error === null && key.cost.key !== null && !mayCostMore(key))
  return {
    account_id: keys[0]?.account_id ?? '',
    keys_monthly: keys.reduce((sum, { cost }) => sum + Math.round((cost.key ?? 0) * DOLLAR), 0) / DOLLAR,
    keys: keyLines(keys),
    requests_cost: costOfLines(requests, days) / DOLLAR,
    free_requests: Math.round((FREE_REQUESTS * days) / 30),
    requests,
    is_lower_bound: !isPriced || keys.some(key => key.monthly_usage !== 0 && requestLine(key, prices) === null),
  }
}

const keyLines = (keys: readonly KeyRecord[]): AccountBillRecord['keys'] =>
  groupBy(
    keys.flatMap(({ region, cost: { key: price } }) => (price === null ? [] : { region, monthly_price: price })),
    ({ region, monthly_price: price }) => `${region} ${price}`,
  ).map(same => ({ ...(same[0] as { region: string; monthly_price: number }), keys: same.length }))

/** Whether the price is that of a key without rotations, because they were not counted. */
export const mayCostMore = ({ cost }: KeyRecord): boolean => cost.basis === 'base' && cost.key !== 0

/** The counted requests to a key and their price. Null: one of them is not known, or there were none. */
function requestLine(key: KeyRecord, prices: readonly PriceRecord[]): RequestLineRecord | null {
  const { region, key_spec: spec, monthly_usage: requests, cost } = key
  const requestClass = spec === null ? null : classOfSpec(spec)
  if (typeof requests !== 'number' || requests === 0 || requestClass === null || cost.requests === null) return null
  const price = prices.find(one => one.region === region)?.requests[requestClass]
  return price === undefined ? null : { region, class: requestClass, requests, price_per_10000: price }
}

/** What requests cost after the free tier, which is used once for the whole account. */
export function costOfLines(lines: readonly RequestLineRecord[], days: number): MicroDollars {
  const counted = lines.map(({ region, class: class_, requests }) => ({ region, class: class_, requests }))
  return requestBill(counted, region => pricesIn(region, lines), days).cost ?? 0
}

const pricesIn = (region: string, lines: readonly RequestLineRecord[]): RegionPrices => ({
  region,
  source: 'list',
  publishedOn: null,
  key: null,
  requests: Object.fromEntries(
    lines
      .filter(line => line.region === region)
      .map(line => [line.class, Math.round(line.price_per_10000 * DOLLAR * 100) / 1_000_000]),
  ),
})
