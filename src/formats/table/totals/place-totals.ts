import { groupBy } from '../../../lib/group-by.ts'
import type { KeyRecord } from '../../../model/report/report.ts'
import { isUnused } from '../../../model/report/unused.ts'

/** What the keys of one account and Region add up to. */
export interface PlaceTotal {
  account: string
  region: string
  keys: number
  unused: number
  /** US dollars a month; null where the price of a key is not known. */
  cost: number | null
  savings: number | null
}

/** Returns the totals of each account and Region, the highest savings first. */
export const placeTotals = (keys: readonly KeyRecord[]): PlaceTotal[] =>
  groupBy(keys, ({ account_id, region }) => `${account_id} ${region}`)
    .flatMap(([first, ...others]) => (first === undefined ? [] : [placeTotal(first, [first, ...others])]))
    .toSorted(
      (one, other) =>
        (other.savings ?? 0) - (one.savings ?? 0) || other.unused - one.unused || (other.cost ?? 0) - (one.cost ?? 0),
    )

function placeTotal({ account_id: account, region }: KeyRecord, keys: readonly KeyRecord[]): PlaceTotal {
  const unused = keys.filter(isUnused)
  // A key that could not be read has no price, and the sum of the others is a lower bound all the same.
  const readable = keys.filter(({ error }) => error === null)
  return {
    account,
    region,
    keys: keys.length,
    unused: unused.length,
    cost: priceSum(readable),
    savings: priceSum(unused),
  }
}

const priceSum = (keys: readonly KeyRecord[]): number | null =>
  keys.reduce<number | null>(
    (sum, { cost: { key: price } }) => (sum === null || price === null ? null : sum + price),
    0,
  )
