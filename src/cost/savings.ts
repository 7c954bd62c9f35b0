import { type Cost, DOLLAR, type MicroDollars } from '../model/cost.ts'
import type { Key } from '../model/key.ts'
import type { Savings } from '../model/report.ts'
import { type Disposition, isUnused } from '../model/usage.ts'

export interface PricedKey {
  key: Key
  disposition: Disposition
  /** Micro-dollars a month; see `keyPrice`. */
  price: MicroDollars | null
  /** `base`: the price is a lower bound. */
  basis: Cost['basis']
}

/**
 * What the keys cost and what deleting the unused ones would save, in US dollars. A sum is null where this
 * partition's prices are not known; a single key without a price, one that may not be read, is a gap and leaves the
 * rest of the sum true. The cost is null, too, where no key could be read. `allPlacesRead`: false when an account or a
 * Region did not answer, or answered in part.
 */
export function savings(items: readonly PricedKey[], { allPlacesRead = true } = {}): Savings {
  const unused = items.filter(({ key, disposition }) => isUnused(key, disposition))
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

/** An integer over a million is the double nearest to that decimal, so it prints without noise. */
export function toDollars(amount: MicroDollars): number
export function toDollars(amount: MicroDollars | null): number | null
export function toDollars(amount: MicroDollars | null): number | null {
  return amount === null ? null : amount / DOLLAR
}

const sum = (items: readonly PricedKey[]): MicroDollars | null =>
  items.some(lacksPriceList) ? null : items.reduce((total, { price }) => total + (price ?? 0), 0)

/** Its rotations were not counted, or its price is not known. Rotations of a key that is free are free too. */
const mayCostMore = ({ price, basis }: PricedKey): boolean => basis === 'base' && price !== 0

/** Unlike a key that cannot be read, or one whose state has no documented price. */
const lacksPriceList = ({ key, price }: PricedKey): boolean =>
  price === null && key.readable && key.state !== 'PendingReplicaDeletion'

const yearly = (monthly: MicroDollars | null): MicroDollars | null => (monthly === null ? null : 12 * monthly)
