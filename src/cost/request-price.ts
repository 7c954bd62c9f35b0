import type { MicroDollars } from '../model/cost.ts'
import type { Key, ReadableKey } from '../model/key.ts'
import type { RegionPrices, RequestClass } from '../model/prices.ts'
import type { RequestCounts } from '../model/requests.ts'

/**
 * Returns the price of the requests to a key in micro-dollars, before the free tier. Null: the price is not known.
 * Requests to AWS managed keys are billed like others. AWS bills requests of another account to that account.
 * https://aws.amazon.com/kms/pricing/
 */
export function requestCost(
  key: Key,
  counts: RequestCounts | null,
  prices: Pick<RegionPrices, 'requests'> | null,
): MicroDollars | null {
  if (counts === null || !key.readable || prices === null) return null
  if (counts.total === 0) return 0
  const price = priceOf(prices, requestClass(key, counts))
  return price === undefined ? null : Math.round(counts.total * price)
}

/** Specs by class. The price list has no prices for ML-DSA, ML-KEM and SM2. https://aws.amazon.com/kms/pricing/ */
const CLASSES: readonly [spec: RegExp, class_: RequestClass][] = [
  [/^SYMMETRIC_DEFAULT$/, 'standard'],
  [/^HMAC_/, 'standard'],
  [/^RSA_2048$/, 'rsa_2048'],
  [/^(RSA|ECC)_/, 'asymmetric'],
]

/** The class of all requests to a key. Null: its spec has no known class, or the requests have several. */
export function requestClass({ spec }: ReadableKey, counts: RequestCounts): RequestClass | null {
  return hasOnePrice(spec, counts) ? classOfSpec(spec) : null
}

/** The class of requests to keys of a spec, other than those for data key pairs. Null: not known. */
export const classOfSpec = (spec: string): RequestClass | null =>
  CLASSES.find(([specs]) => specs.test(spec))?.[1] ?? null

/**
 * Whether all requests have the same price. 10,000 data key pairs cost $0.10 (ECC) or $12 (RSA), and the metric does
 * not show the kind of pair, so a request for a pair or of an unknown operation may cost 400 times as much as the
 * others. Only symmetric keys create data key pairs.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyPair.html
 */
function hasOnePrice(spec: string, { total, byOperation }: RequestCounts): boolean {
  if (spec !== 'SYMMETRIC_DEFAULT') return true
  const others = Object.entries(byOperation).filter(([operation]) => !operation.startsWith('GenerateDataKeyPair'))
  return others.reduce((sum, [, count]) => sum + count, 0) === total
}

const priceOf = ({ requests }: Pick<RegionPrices, 'requests'>, found: RequestClass | null): number | undefined =>
  found === null ? undefined : requests[found]
