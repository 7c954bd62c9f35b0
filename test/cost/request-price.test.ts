import { expect, test } from 'vitest'
import type { Key } from '../../src/model/key.ts'
import { listPrices } from '../../src/cost/prices/list-prices.ts'
import { requestCost as requestCostOf } from '../../src/cost/request-price.ts'
import type { RequestCounts } from '../../src/model/requests.ts'
import { aKey, anUnreadableKey } from '../usage/samples.ts'

/** With the prices in the package. */
const requestCost = (key: Key, counts: RequestCounts | null) => requestCostOf(key, counts, listPrices(key.place))

test.each<[string, Key, Record<string, number>, number | null]>([
  ['10,000 requests to a symmetric key cost 3 cents', aKey(), { Decrypt: 6_000, GenerateDataKey: 4_000 }, 30_000],
  ['10,000 requests to an HMAC key cost 3 cents', aKey({ spec: 'HMAC_512' }), { GenerateMac: 10_000 }, 30_000],
  ['10,000 requests to an RSA_2048 key cost 3 cents', aKey({ spec: 'RSA_2048' }), { Sign: 10_000 }, 30_000],
  ['requests to a larger RSA key cost 15 cents', aKey({ spec: 'RSA_4096' }), { Sign: 10_000 }, 150_000],
  ['requests to an ECC key cost 15 cents', aKey({ spec: 'ECC_NIST_P256' }), { Sign: 10_000 }, 150_000],
  ['requests to an AWS managed key are billed', aKey({ manager: 'AWS' }), { Decrypt: 1 }, 3],
  ['one data key pair of unknown kind makes the price unknown', aKey(), { Decrypt: 9, GenerateDataKeyPair: 1 }, null],
  [
    'one data key pair without plaintext makes the price unknown',
    aKey(),
    { GenerateDataKeyPairWithoutPlaintext: 1 },
    null,
  ],
  ['a count of 0 data key pairs leaves the price known', aKey(), { Decrypt: 9, GenerateDataKeyPair: 0 }, 27],
  ['ML-DSA has no published price', aKey({ spec: 'ML_DSA_65' }), { Sign: 1 }, null],
  ['ML-KEM has no published price', aKey({ spec: 'ML_KEM_768' }), { Decapsulate: 1 }, null],
  ['SM2 has no published price', aKey({ spec: 'SM2' }), { Sign: 1 }, null],
  ['no requests cost nothing, whatever one would have cost', aKey({ spec: 'ML_DSA_65' }), {}, 0],
  ['prices of other partitions are not known', aKey({ partition: 'aws-us-gov' }), { Decrypt: 1 }, null],
  ['a key that may not be read has no price', anUnreadableKey(), { Decrypt: 1 }, null],
])('request price: %s', (_, key, byOperation, expected) => {
  const total = Object.values(byOperation).reduce((sum, count) => sum + count, 0)
  expect(requestCost(key, { total, byOperation })).toBe(expected)
})

test('request price: requests that were not counted have no price', () => {
  expect(requestCost(aKey(), null)).toBeNull()
})

test('request price: requests whose operation is not known have no price: they may be data key pairs', () => {
  expect(requestCost(aKey(), { total: 10, byOperation: { Decrypt: 9 } })).toBeNull()
})
