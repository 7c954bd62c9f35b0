import { expect, test } from 'vitest'
import { known, unknown } from '../../src/model/fact.ts'
import type { Key } from '../../src/model/key.ts'
import { keyPrice as keyPriceOf, type PriceOptions } from '../../src/cost/key-price.ts'
import { listPrices } from '../../src/cost/prices/list-prices.ts'
import { aKey, anUnreadableKey } from '../usage/samples.ts'

const replica = { type: 'REPLICA', primaryArn: '', replicaArns: [] }
type Given = Omit<PriceOptions, 'listPrice'>

/** With the prices in the package. */
const keyPrice = (key: Key, options: Given = {}) =>
  keyPriceOf(key, { ...options, listPrice: listPrices(key.place)?.key ?? null })
const rotated = (times: number): Given => ({ rotations: known(times) })

test.each<[string, Key, Given, number | null, 'base' | 'with_rotations']>([
  ['a key costs at least a dollar if its rotations were not read', aKey(), {}, 1_000_000, 'base'],
  [
    'a key costs at least a dollar when its rotations may not be read',
    aKey(),
    { rotations: unknown('denied') },
    1_000_000,
    'base',
  ],
  ['a key that was not rotated costs a dollar', aKey(), rotated(0), 1_000_000, 'with_rotations'],
  ['the first rotation adds a dollar', aKey(), rotated(1), 2_000_000, 'with_rotations'],
  ['the second rotation adds a dollar', aKey(), rotated(2), 3_000_000, 'with_rotations'],
  ['the third rotation adds nothing', aKey(), rotated(3), 3_000_000, 'with_rotations'],
  [
    'rotations of imported material add a dollar too',
    aKey({ origin: 'EXTERNAL' }),
    rotated(1),
    2_000_000,
    'with_rotations',
  ],
  [
    'a disabled key costs as much as an enabled one',
    aKey({ enabled: false, state: 'Disabled' }),
    rotated(0),
    1_000_000,
    'with_rotations',
  ],
  ['an asymmetric key cannot be rotated', aKey({ spec: 'RSA_2048' }), {}, 1_000_000, 'with_rotations'],
  ['an HMAC key cannot be rotated', aKey({ spec: 'HMAC_256' }), {}, 1_000_000, 'with_rotations'],
  ['a key in a custom key store cannot be rotated', aKey({ origin: 'AWS_CLOUDHSM' }), {}, 1_000_000, 'with_rotations'],
  ['a replica costs at least a dollar for itself', aKey({ multiRegion: replica }), rotated(2), 1_000_000, 'base'],
  [
    'an asymmetric replica costs a dollar',
    aKey({ multiRegion: replica, spec: 'ECC_NIST_P256' }),
    {},
    1_000_000,
    'with_rotations',
  ],
  ['a key pending deletion is free', aKey({ state: 'PendingDeletion' }), {}, 0, 'with_rotations'],
  [
    'what a primary costs that waits for its replicas is not documented',
    aKey({ state: 'PendingReplicaDeletion' }),
    {},
    null,
    'base',
  ],
  ['an AWS managed key is free', aKey({ manager: 'AWS' }), {}, 0, 'with_rotations'],
  ['a key that may not be read has no price', anUnreadableKey(), { pricePerKey: 5 }, null, 'base'],
  [
    'a key that may not be read, with an alias of AWS, is free',
    anUnreadableKey({ manager: 'AWS' }),
    {},
    0,
    'with_rotations',
  ],
  ['in other partitions the price is not known', aKey({ partition: 'aws-cn' }), rotated(0), null, 'base'],
  [
    'in other partitions not even AWS managed keys have a known price',
    aKey({ partition: 'aws-cn', manager: 'AWS' }),
    {},
    null,
    'base',
  ],
  [
    'a price of your own holds in other partitions',
    aKey({ partition: 'aws-cn' }),
    { pricePerKey: 1_050_000, ...rotated(0) },
    1_050_000,
    'with_rotations',
  ],
  ['a price of your own holds in this partition', aKey(), { pricePerKey: 900_000 }, 900_000, 'base'],
  [
    'what rotations add to a price of your own is not known',
    aKey(),
    { pricePerKey: 900_000, ...rotated(2) },
    900_000,
    'base',
  ],
  [
    'a price of your own is not for keys pending deletion',
    aKey({ state: 'PendingDeletion' }),
    { pricePerKey: 900_000 },
    0,
    'with_rotations',
  ],
  [
    'a price of your own is not for AWS managed keys',
    aKey({ manager: 'AWS' }),
    { pricePerKey: 900_000 },
    0,
    'with_rotations',
  ],
])('key price: %s', (_, key, options, price, basis) => {
  expect(keyPrice(key, options)).toEqual({ key: price, basis })
})
