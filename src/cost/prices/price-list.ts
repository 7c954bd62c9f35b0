import { isObject, type Json } from '../../lib/json.ts'
import { DOLLAR } from '../../model/cost.ts'
import type { ListedProduct, RegionPrices, RequestClass } from '../../model/prices.ts'

export interface ReadPrices {
  /** Null: no product has a price of KMS. */
  prices: Pick<RegionPrices, 'key' | 'requests'> | null
  /** What is wrong with the list, as sentences. */
  problems: string[]
}

/**
 * The ends of usage types. Prefixes name the Region, in several spellings (`us-east-1-KMS-Keys`, `EU-KMS-Keys`), and one
 * usage type is the beginning of another, so only the whole end counts. Products of asymmetric keys may have no product
 * family, so that is not looked at.
 */
const ENDS: readonly [end: RegExp, what: RequestClass | 'key'][] = [
  [/(?:^|-)KMS-Keys$/, 'key'],
  [/(?:^|-)KMS-Requests$/, 'standard'],
  [/(?:^|-)KMS-Requests-Asymmetric-RSA_2048$/, 'rsa_2048'],
  [/(?:^|-)KMS-Requests-Asymmetric$/, 'asymmetric'],
  [/(?:^|-)KMS-Requests-GenerateDatakeyPair-ECC$/, 'data_key_pair_ecc'],
  [/(?:^|-)KMS-Requests-GenerateDatakeyPair-RSA$/, 'data_key_pair_rsa'],
]

/**
 * Reads the prices of one Region from the products of AWS KMS. A price of zero is the free tier, not the price. Two
 * different prices for the same thing make that price unknown.
 */
export function readPriceList(products: readonly ListedProduct[]): ReadPrices {
  const found = new Map<string, Set<number>>()
  const problems: string[] = []
  for (const { product, onDemand } of products) {
    const { usagetype } = isObject(product['attributes']) ? product['attributes'] : {}
    const what = ENDS.find(([end]) => end.test(String(usagetype)))?.[1]
    if (what === undefined) continue
    const { amounts, currencies } = pricesIn(onDemand)
    if (amounts.length === 0 && currencies.length > 0)
      problems.push(`The price of ${String(usagetype)} is in ${currencies.join(' and ')}, not in USD.`)
    const known = found.get(what) ?? new Set()
    for (const amount of amounts) known.add(amount)
    if (known.size > 0) found.set(what, known)
  }
  for (const [what, amounts] of found) {
    if (amounts.size < 2) continue
    problems.push(
      `The price list has several prices for ${what}: ${[...amounts].map(each => each / DOLLAR).join(', ')}.`,
    )
    found.delete(what)
  }
  if (found.size === 0) return { prices: null, problems: [...problems, 'The price list has no prices of AWS KMS.'] }
  const only = (what: string): number | undefined => found.get(what)?.values().next().value
  const requests = Object.fromEntries(
    ENDS.flatMap(([, what]) => (what === 'key' || only(what) === undefined ? [] : [[what, only(what) as number]])),
  )
  return { prices: { key: only('key') ?? null, requests }, problems }
}

/** The prices of an offer in millionths of a US dollar, without those of a free tier. */
function pricesIn(onDemand: Json): { amounts: number[]; currencies: string[] } {
  const dimensions = objectsIn(onDemand).flatMap(offer =>
    isObject(offer['priceDimensions']) ? objectsIn(offer['priceDimensions']) : [],
  )
  const perUnit = dimensions.flatMap(({ pricePerUnit }) => (isObject(pricePerUnit) ? [pricePerUnit] : []))
  return {
    amounts: perUnit.flatMap(price => {
      const amount = Number(price['USD'] ?? NaN)
      // Millionths with six more digits: sums of floating point would otherwise show.
      return Number.isFinite(amount) && amount > 0 ? [Math.round(amount * DOLLAR * 1e6) / 1e6] : []
    }),
    currencies: [...new Set(perUnit.flatMap(price => Object.keys(price)).filter(each => each !== 'USD'))],
  }
}

const objectsIn = (values: Json): Json[] => Object.values(values).filter(isObject)
