import type { PriceOptions } from '../cost/key-price.ts'
import { type Fact, known, unknown } from '../model/fact.ts'
import type { KeyFacts, RotationRecord } from '../model/report/key-facts.ts'
import type { Key } from '../model/key.ts'
import type { PricesOf } from '../model/prices.ts'
import type { AuditOptions } from '../model/options/options.ts'

/** Returns what the price of a key depends on, besides its description. */
export const priceOptions = (
  { pricePerKey }: AuditOptions,
  { rotation }: KeyFacts,
  { place }: Key,
  prices: PricesOf,
): PriceOptions => ({
  listPrice: prices(place)?.key ?? null,
  ...(pricePerKey === null ? {} : { pricePerKey }),
  ...(rotation === undefined ? {} : { rotations: countOf(rotation) }),
})

const countOf = (rotation: RotationRecord | null): Fact<number> =>
  rotation?.rotations == null ? unknown('key rotations could not be read') : known(rotation.rotations.length)
