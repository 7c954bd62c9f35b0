import type { MicroDollars } from '../model/cost.ts'
import { FREE_REQUESTS, REQUEST_CLASSES, type RegionPrices, type RequestClass } from '../model/prices.ts'

/** Requests of one class in one Region of an account. */
export interface ClassRequests {
  region: string
  class: RequestClass
  requests: number
}

export interface RequestBill {
  /** Requests of the class `standard` that the free tier covers. */
  freeRequests: number
  beforeFreeTier: MicroDollars | null
  /** Null: a price is not known. */
  cost: MicroDollars | null
}

/**
 * Returns what the requests of one account cost. The free tier is used once over all Regions, on the cheapest requests
 * last: AWS does not say in which Region they are free, so the highest price counts first and the bill is the lower one.
 *
 * @param days of the requests; the free tier is that of a month of 30 days
 */
export function requestBill(
  counted: readonly ClassRequests[],
  pricesIn: (region: string) => RegionPrices | null,
  days: number,
): RequestBill {
  const lines = counted.map(({ region, class: class_, requests }) => ({
    class: class_,
    requests,
    price: pricesIn(region)?.requests[class_] ?? null,
  }))
  const known = lines.flatMap(({ price, ...line }) => (price === null ? [] : [{ ...line, price }]))
  if (known.length < lines.length) return { freeRequests: 0, beforeFreeTier: null, cost: null }
  const before = known.reduce((sum, { requests, price }) => sum + requests * price, 0)
  let left = Math.round((FREE_REQUESTS * days) / 30)
  let saved = 0
  for (const { class: class_, requests, price } of known.toSorted((one, other) => other.price - one.price)) {
    if (class_ !== 'standard') continue
    const free = Math.min(left, requests)
    left -= free
    saved += free * price
  }
  const freeRequests = Math.round((FREE_REQUESTS * days) / 30) - left
  return { freeRequests, beforeFreeTier: Math.round(before), cost: Math.round(before - saved) }
}

/** Adds up requests by class, in the order of the classes. */
export const byClass = (counted: readonly ClassRequests[]): { class: RequestClass; requests: number }[] =>
  REQUEST_CLASSES.flatMap(class_ => {
    const requests = counted.filter(each => each.class === class_).reduce((sum, each) => sum + each.requests, 0)
    return requests === 0 ? [] : [{ class: class_, requests }]
  })
