import type { GapReason } from './gap.ts'
import type { Place } from './place.ts'
import type { Instant } from './time.ts'

/** A KMS key as DescribeKey returns it or, if that was refused, as ListKeys and ListAliases do. */
export type Key = ReadableKey | UnreadableKey

interface KeyBase {
  place: Place
  id: string
  arn: string
  /** Sorted, with their `alias/` prefix. */
  aliases: readonly string[]
}

/** AWS's own words for states, specs, usages and origins; unknown values pass through as text. */
export interface ReadableKey extends KeyBase {
  readable: true
  description: string
  enabled: boolean
  /** `Enabled`, `Disabled`, `PendingDeletion`, `PendingImport`, `Unavailable`, … */
  state: string
  /** `CUSTOMER` or `AWS`. */
  manager: string
  /** `SYMMETRIC_DEFAULT`, `RSA_2048`, `HMAC_256`, … */
  spec: string
  /**
   * Empty if not known; else `ENCRYPT_DECRYPT`, `SIGN_VERIFY`, `GENERATE_VERIFY_MAC`, `KEY_AGREEMENT`,
   * `ENCAPSULATE_DECAPSULATE`, …
   */
  usage: string
  /** `AWS_KMS`, `EXTERNAL`, `AWS_CLOUDHSM`, `EXTERNAL_KEY_STORE`. */
  origin: string
  createdAt: Instant | null
  deletionDate: Instant | null
  /** When imported key material expires; null: it does not expire, or there is none. */
  validTo: Instant | null
  /** Null for a single-Region key. */
  multiRegion: MultiRegion | null
}

export interface MultiRegion {
  /** `PRIMARY` or `REPLICA`. */
  type: string
  primaryArn: string
  replicaArns: readonly string[]
}

export interface UnreadableKey extends KeyBase {
  readable: false
  reason: GapReason
  /** `Access denied for key description`: outputs put `Error: ` before it. */
  error: string
  /** `AWS` if an `alias/aws/*` alias points at the key, else not known. */
  manager: string | null
}

/** Whether a key in this state is scheduled for deletion: AWS bills nothing for it, so deleting it saves nothing. */
export const isPendingDeletion = (state: string): boolean =>
  state === 'PendingDeletion' || state === 'PendingReplicaDeletion'

/**
 * Whether KMS tells if such a key rotates: of others it answers with an error, and of one pending deletion it says no,
 * whatever it was. https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html
 */
export const hasRotationStatus = (spec: string | null, origin: string | null, state: string | null): boolean =>
  spec === 'SYMMETRIC_DEFAULT' &&
  (origin === 'AWS_KMS' || origin === 'EXTERNAL') &&
  state !== null &&
  state !== 'PendingImport' &&
  !isPendingDeletion(state)
