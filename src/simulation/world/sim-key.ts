import { DAY, type Instant } from '../../model/time.ts'
import { TRACKING_START } from './limits.ts'

/** A key, its uses, and what the auditor may read of it. */
export interface SimKey {
  id: string
  description: string
  /** `Enabled`, `Disabled`, `PendingDeletion`, … */
  state: string
  manager: 'CUSTOMER' | 'AWS'
  spec: string
  usage: string
  origin: string
  createdAt: Instant
  deletionDate?: Instant
  pendingDeletionWindowInDays?: number
  multiRegion?: SimMultiRegion
  /** When imported material expires. */
  validTo?: Instant
  customKeyStoreId?: string
  /** Full names, with `alias/`. */
  aliases: readonly string[]
  uses: readonly SimUse[]
  /** Other CloudTrail events of this key: DescribeKey, GetKeyPolicy, EnableKeyRotation, … */
  noise?: readonly SimUse[]
  /** Whether the key is still listed, but does not exist any more. */
  vanished?: boolean
  /** Whether the policy allows the auditor nothing, so that every operation on this key is denied. */
  lockedAway?: boolean
  /** The key policy document. Left out: the default one. */
  policy?: unknown
  rotation?: { enabled: boolean; periodInDays?: number; rotations?: readonly Instant[] }
  /** Grants in the form of ListGrants. A function is called once, when they are first listed. */
  grants?: readonly SimGrant[] | (() => readonly SimGrant[])
  tags?: Readonly<Record<string, string>>
}

export type SimGrant = Readonly<Record<string, unknown>>

export interface SimMultiRegion {
  type: 'PRIMARY' | 'REPLICA'
  primary: string
  replicas: readonly string[]
}

/** One call, or `count` calls spread evenly over the `over` milliseconds up to `at`. */
export interface SimUse {
  operation: string
  at: Instant
  count?: number
  over?: number
  /** The ARN of the destination of a ReEncrypt. The key with this use is the source. */
  partner?: string
  /** The ARN of a key of another account, for a call among the other events of a Region. */
  foreignKey?: string
  /** The error of a failed call. Only CloudTrail records it. */
  errorCode?: string
  errorMessage?: string
  dryRun?: boolean
  /** The ARN of the caller, or a service principal such as `s3.amazonaws.com`. */
  by?: string
  /** The IP address of the caller. Left out: 192.0.2.10, or the name of a service. */
  from?: string
  /** The service that was called. Left out: `kms.amazonaws.com`. */
  target?: string
  /** The service that made the call on behalf of `by`, such as `dynamodb.amazonaws.com`. */
  via?: string
  encryptionContext?: Readonly<Record<string, string>>
  /** More request parameters, as management calls have them. */
  parameters?: Readonly<Record<string, unknown>>
  /** For an event that is not an API call: the service that recorded it, and its details. */
  serviceEvent?: { source: string; details: Readonly<Record<string, unknown>> }
}

/** Returns an enabled symmetric customer managed key without uses, with the given differences. */
export const simKey = (key: Partial<SimKey> & { id: string }): SimKey => ({
  description: '',
  state: 'Enabled',
  manager: 'CUSTOMER',
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: 'AWS_KMS',
  createdAt: TRACKING_START - 400 * DAY,
  aliases: [],
  uses: [],
  ...key,
})
