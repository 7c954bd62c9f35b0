import { type Cost, DOLLAR, type MicroDollars } from '../model/cost.ts'
import { type Fact, known } from '../model/fact.ts'
import type { Key, ReadableKey } from '../model/key.ts'

export interface PriceOptions {
  /** From `--price-per-key`, in micro-dollars a month. It also applies where the price of AWS is not known. */
  pricePerKey?: MicroDollars | undefined
  /** The price of the Region in the price list that is used. Null: not known. */
  listPrice: MicroDollars | null
  /** How often the key was rotated, automatically or on demand. Undefined: the rotations were not read. */
  rotations?: Fact<number> | undefined
}

type KeyPrice = Pick<Cost, 'key' | 'basis'>

/**
 * Returns the price of keeping a key, in micro-dollars a month. Disabled keys cost as much as enabled ones, and each
 * related multi-Region key has its own price. https://aws.amazon.com/kms/pricing/
 */
export function keyPrice(key: Key, options: PriceOptions): KeyPrice {
  const base = options.pricePerKey ?? options.listPrice
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
 * The price of AWS managed keys and of keys pending deletion. The price list does not mention `PendingReplicaDeletion`
 * (a primary key that waits for the deletion of its replicas), so that price is unknown.
 * https://aws.amazon.com/kms/pricing/
 */
const FREE: KeyPrice = { key: 0, basis: 'with_rotations' }

/**
 * The first and second rotation add a dollar each, later rotations add nothing. Two cases are not documented, so their
 * price is only a lower bound: rotations of the primary key of a replica, and rotations with `--price-per-key`.
 * https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 */
const BILLED_ROTATIONS = 2

/** Asymmetric keys, HMAC keys and keys in custom key stores never change their key material. Source: the same page. */
const canRotate = ({ spec, origin }: ReadableKey): boolean =>
  spec === 'SYMMETRIC_DEFAULT' && (origin === 'AWS_KMS' || origin === 'EXTERNAL')

const isReplica = (key: ReadableKey): boolean => canRotate(key) && key.multiRegion?.type === 'REPLICA'
