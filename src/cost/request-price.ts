import type { MicroDollars } from '../model/cost.ts'
import type { Key } from '../model/key.ts'
import type { RequestCounts } from '../model/requests.ts'

/**
 * List price of a key's requests in micro-dollars, before the free tier; null where it is not known. Requests to AWS
 * managed keys are billed like any others; those of another account are in that account's bill.
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
 * Micro-dollars a request: $0.03 per 10,000, or $0.15 for asymmetric keys other than RSA_2048. Prices of ML-DSA, ML-KEM
 * and SM2 requests are not in the list. https://aws.amazon.com/kms/pricing/
 */
const PRICES: readonly [spec: RegExp, price: MicroDollars][] = [
  [/^SYMMETRIC_DEFAULT$/, 3],
  [/^HMAC_/, 3],
  [/^RSA_2048$/, 3],
  [/^(RSA|ECC)_/, 15],
]

/**
 * A data key pair costs $0.10 (ECC) or $12 (RSA) per 10,000, and the metric does not tell which pair it was: one such
 * request, or one whose operation is not known, may cost four hundred times the others. Only symmetric keys make pairs.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyPair.html
 */
function hasOnePrice(spec: string, { total, byOperation }: RequestCounts): boolean {
  if (spec !== 'SYMMETRIC_DEFAULT') return true
  const others = Object.entries(byOperation).filter(([operation]) => !operation.startsWith('GenerateDataKeyPair'))
  return others.reduce((sum, [, count]) => sum + count, 0) === total
}
