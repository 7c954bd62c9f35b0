import type { MicroDollars } from '../model/cost.ts'
import type { Key } from '../model/key.ts'
import type { RequestCounts } from '../model/requests.ts'

/**
 * Returns the list price of the requests to a key in micro-dollars, before the free tier. Null: the price is not known.
 * Requests to AWS managed keys are billed like others. AWS bills requests of another account to that account.
 * https://aws.amazon.com/kms/pricing/
 */
export function requestCost(key: Key, counts: RequestCounts | null): MicroDollars | null {
  if (counts === null || !key.readable || key.place.partition !== 'aws') return null
  if (counts.total === 0) return 0
  const price = PRICES.find(([spec]) => spec.test(key.spec))?.[1]
  if (price === undefined || !hasOnePrice(key.spec, counts)) return null
  return counts.total * price
}

/**
 * Micro-dollars per request: $0.03 per 10,000 requests, or $0.15 for asymmetric keys other than RSA_2048. The price
 * list has no prices for ML-DSA, ML-KEM and SM2. https://aws.amazon.com/kms/pricing/
 */
const PRICES: readonly [spec: RegExp, price: MicroDollars][] = [
  [/^SYMMETRIC_DEFAULT$/, 3],
  [/^HMAC_/, 3],
  [/^RSA_2048$/, 3],
  [/^(RSA|ECC)_/, 15],
]

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
