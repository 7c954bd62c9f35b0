import { type Cost, DOLLAR, type MicroDollars } from '../model/cost.ts'
import { type Fact, known } from '../model/fact.ts'
import type { Key, ReadableKey } from '../model/key.ts'

export interface PriceOptions {
  /** Micro-dollars a month, from `--price-per-key`: also where AWS's own price is not known. */
  pricePerKey?: MicroDollars | undefined
  /** How often the key's material was rotated, automatically or on demand. Left out: nobody asked. */
  rotations?: Fact<number> | undefined
}

type KeyPrice = Pick<Cost, 'key' | 'basis'>

/**
 * What keeping a key costs, in micro-dollars a month. Disabled keys cost as much as enabled ones, and every member of a
 * multi-Region family costs for itself. https://aws.amazon.com/kms/pricing/
 */
export function keyPrice(key: Key, options: PriceOptions = {}): KeyPrice {
  const base = options.pricePerKey ?? (key.place.partition === 'aws' ? DOLLAR : null)
  if (base === null) return { key: null, basis: 'base' }
  if (key.manager === 'AWS') return FREE
  if (!key.readable || key.state === 'PendingReplicaDeletion') return { key: null, basis: 'base' }
  if (key.state === 'PendingDeletion') return FREE
  const rotations = canRotate(key) ? options.rotations : known(0)
  if (rotations === undefined || !rotations.known || isReplica(key)) return { key: base, basis: 'base' }
  if (options.pricePerKey !== undefined && rotations.value > 0) return { key: base, basis: 'base' }
  return { key: base + Math.min(rotations.value, BILLED_ROTATIONS) * DOLLAR, basis: 'with_rotations' }
}

/**
 * AWS managed keys and keys pending deletion. Of `PendingReplicaDeletion`, a primary waiting for its replicas to go,
 * the price list does not say, so its price is unknown. https://aws.amazon.com/kms/pricing/
 */
const FREE: KeyPrice = { key: 0, basis: 'with_rotations' }

/**
 * The first and the second rotation add a dollar each, later ones nothing. Not documented, so the price is then only
 * a lower bound: what a replica pays for rotations of its primary, and what rotations add to a price of the user's own.
 * https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 */
const BILLED_ROTATIONS = 2

/** Asymmetric and HMAC keys and keys in custom key stores have one key material for life. Same page. */
const canRotate = ({ spec, origin }: ReadableKey): boolean =>
  spec === 'SYMMETRIC_DEFAULT' && (origin === 'AWS_KMS' || origin === 'EXTERNAL')

const isReplica = (key: ReadableKey): boolean => canRotate(key) && key.multiRegion?.type === 'REPLICA'
