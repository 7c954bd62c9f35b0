import { type Cost, DOLLAR, type MicroDollars } from '../model/cost.ts'
import type { Key } from '../model/key.ts'
import type { Savings } from '../model/report/report.ts'
import { type Disposition, isUnusedKey } from '../model/usage.ts'

export interface PricedKey {
  key: Key
  disposition: Disposition
  /** In micro-dollars a month: see `keyPrice`. */
  price: MicroDollars | null
  /** `base`: the price is a lower bound. */
  basis: Cost['basis']
}

/**
 * Returns what the keys cost and what deleting the unused keys would save, in US dollars. A sum is null if the prices
 * of the partition are not known; the cost is also null if no key could be read. A single key that cannot be read has
 * no price, and the sum of the other keys is then a lower bound. `allPlacesRead` is false if an account or Region did
 * not answer completely.
 */
export function calculateSavings(items: readonly PricedKey[], { allPlacesRead = true } = {}): Savings {
  const unused = items.filter(({ key, disposition }) => isUnusedKey(key, disposition))
  const isRead = items.length === 0 || items.some(({ key }) => key.readable)
  const cost = isRead ? sum(items) : null
  const saved = sum(unused)
  return {
    currency: 'USD',
    monthly_cost: toDollars(cost),
    annual_cost: toDollars(yearly(cost)),
    is_lower_bound: !allPlacesRead || items.some(mayCostMore),
    unused_key_count: unused.length,
    monthly_savings: toDollars(saved),
    annual_savings: toDollars(yearly(saved)),
  }
}

/**
 * Divides an integer by a million, which gives the number closest to that decimal, so it prints without extra digits.
 */
export function toDollars(amount: MicroDollars): number
export function toDollars(amount: MicroDollars | null): number | null
export function toDollars(amount: MicroDollars | null): number | null {
  return amount === null ? null : amount / DOLLAR
}

const sum = (items: readonly PricedKey[]): MicroDollars | null =>
  items.some(hasUnknownPrice) ? null : items.reduce((total, { price }) => total + (price ?? 0), 0)

/** Whether rotations were not counted, or the price is not known. Rotations of a free key are free. */
const mayCostMore = ({ price, basis }: PricedKey): boolean => basis === 'base' && price !== 0

/** Whether the partition has no known prices. Keys that cannot be read have no price for another reason. */
const hasUnknownPrice = ({ key, price }: PricedKey): boolean =>
  price === null && key.readable && key.state !== 'PendingReplicaDeletion'

const yearly = (monthly: MicroDollars | null): MicroDollars | null => (monthly === null ? null : 12 * monthly)
