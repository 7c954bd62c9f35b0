import { describe, expect, test } from 'vitest'
import { readPriceList } from '../../../src/cost/prices/price-list.ts'
import type { ListedProduct } from '../../../src/model/prices.ts'

/** A product with prices such as `{ USD: '1.0000000000' }`. */
const product = (usagetype: unknown, ...prices: Record<string, string>[]): ListedProduct => ({
  product: { attributes: { usagetype } },
  onDemand: {
    offer: { priceDimensions: Object.fromEntries(prices.map((pricePerUnit, index) => [index, { pricePerUnit }])) },
  },
})
const dollars = (USD: string) => ({ USD })

const KEYS = product('us-east-1-KMS-Keys', dollars('1.0000000000'))
const REQUESTS = product('us-east-1-KMS-Requests', dollars('0.0000000000'), dollars('0.0000030000'))

describe('price list', () => {
  test.each<[what: string, products: ListedProduct[], expected: unknown]>([
    [
      'a free tier with a price of zero is not the price',
      [KEYS, REQUESTS],
      { key: 1_000_000, requests: { standard: 3 } },
    ],
    [
      'a prefix can be any text, or be missing',
      [product('EU-KMS-Keys', dollars('1')), product('KMS-Requests', dollars('0.000003'))],
      { key: 1_000_000, requests: { standard: 3 } },
    ],
    [
      'a usage type that begins like another is not that',
      [
        product('EU-KMS-Requests-Asymmetric', dollars('0.000015')),
        product('EU-KMS-Requests-Asymmetric-RSA_2048', dollars('0.000003')),
        product('EU-KMS-Requests-GenerateDatakeyPair-RSA', dollars('0.0012')),
        product('EU-KMS-Requests-GenerateDatakeyPair-ECC', dollars('0.00001')),
        product('EU-XKMS-Keys', dollars('9')),
        product('EU-KMS-Keys-Archive', dollars('9')),
      ],
      { key: null, requests: { rsa_2048: 3, asymmetric: 15, data_key_pair_ecc: 10, data_key_pair_rsa: 1200 } },
    ],
    [
      'the same price twice is one price',
      [KEYS, product('EU-KMS-Keys', dollars('1.0'))],
      { key: 1_000_000, requests: {} },
    ],
    [
      'a part of a millionth is kept',
      [product('KMS-Requests', dollars('0.0000036'))],
      { key: null, requests: { standard: 3.6 } },
    ],
  ])('price list: %s', (_, products, expected) => {
    expect(readPriceList(products)).toEqual({ prices: expected, problems: [] })
  })

  test.each<[what: string, products: ListedProduct[], prices: unknown, problem: string]>([
    ['an empty list', [], null, 'no prices of AWS KMS'],
    ['a list of another service', [product('EU-DataTransfer', dollars('1'))], null, 'no prices of AWS KMS'],
    ['prices of another currency', [product('CNN1-KMS-Keys', { CNY: '6.88' })], null, 'is in CNY, not in USD'],
    [
      'two prices for the same thing',
      [KEYS, product('EU-KMS-Keys', dollars('2')), REQUESTS],
      { key: null, requests: { standard: 3 } },
      'several prices for key: 1, 2',
    ],
    ['prices that are no numbers', [product('KMS-Keys', dollars('one'))], null, 'no prices of AWS KMS'],
    ['products of another form', [{ product: {}, onDemand: { offer: 'none' } }], null, 'no prices of AWS KMS'],
  ])('price list: %s is a problem, not a price', (_, products, prices, problem) => {
    const read = readPriceList(products)
    expect(read.prices).toEqual(prices)
    expect(read.problems.join(' ')).toContain(problem)
  })
})
