import type { KeyRecord } from '../../../model/report.ts'
import { isUnused } from '../../../model/unused.ts'

/** What the keys of one account and Region add up to. */
export interface PlaceTotal {
  account: string
  region: string
  keys: number
  unused: number
  /** US dollars a month; null where a price is not known. */
  cost: number | null
  savings: number | null
}

/** The totals of each account and Region, the highest savings first. */
export function placeTotals(keys: readonly KeyRecord[]): PlaceTotal[] {
  const totals = new Map<string, PlaceTotal>()
  for (const key of keys) {
    const { account_id: account, region, cost } = key
    const name = `${account} ${region}`
    const total = totals.get(name) ?? { account, region, keys: 0, unused: 0, cost: 0, savings: 0 }
    totals.set(name, total)
    total.keys += 1
    // A key that could not be read has no price, and the sum of the others is a lower bound all the same.
    if (key.error === null) total.cost = plus(total.cost, cost.key)
    if (!isUnused(key)) continue
    total.unused += 1
    total.savings = plus(total.savings, cost.key)
  }
  return [...totals.values()].toSorted(
    (one, other) =>
      (other.savings ?? 0) - (one.savings ?? 0) || other.unused - one.unused || (other.cost ?? 0) - (one.cost ?? 0),
  )
}

const plus = (sum: number | null, price: number | null): number | null =>
  sum === null || price === null ? null : sum + price
