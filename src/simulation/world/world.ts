import { DAY, HOUR, MINUTE, type Instant } from '../../model/time.ts'
import type { SimSecurityHub } from './sim-security-hub.ts'

/**
 * The simulated world as plain data. The uses of a key are the truth: the answers of GetKeyLastUsage, CloudTrail and
 * CloudWatch are derived from them. Indexes are built at the first call, so a world must not be changed after it.
 */
export interface SimulatedWorld {
  clock: () => Instant
  accounts: readonly SimAccount[]
  /** When KMS began to record last uses. Left out: 2026-04-23. */
  trackingStart?: Instant
  /** The delay of each source, in milliseconds. */
  delays?: Partial<SourceDelays>
}

interface SourceDelays {
  /** GetKeyLastUsage: up to an hour. */
  lastUsage: number
  /** CloudTrail event history: about five minutes. */
  trail: number
  metrics: number
}

export const TRACKING_START = Date.UTC(2026, 3, 23)
export const DEFAULT_DELAYS: SourceDelays = { lastUsage: 20 * MINUTE, trail: 5 * MINUTE, metrics: 2 * MINUTE }

export interface SimAccount {
  /** Twelve digits. */
  id: string
  partition: string
  /** Long-lived credentials. The access key that signs a request decides the account. */
  accessKeyIds: readonly string[]
  /** The principal of these credentials. Left out: an IAM user `auditor`. */
  callerArn?: string
  enabledRegions: readonly string[]
  /** Keys by Region. A Region that is not listed has none. */
  regions: Readonly<Record<string, SimRegion>>
  roles?: readonly SimRole[]
  /** Only in the management account (or a delegated administrator). */
  organization?: SimOrganization
  /** Trails of CloudTrail. Left out: none. */
  trails?: readonly SimTrail[]
}

export interface SimTrail {
  name: string
  homeRegion: string
  multiRegion?: boolean
  organization?: boolean
  logging: boolean
  /** When a trail that does not log was stopped. */
  stoppedAt?: Instant
  /** In the form of GetEventSelectors. All management events if both fields are left out. */
  eventSelectors?: readonly Record<string, unknown>[]
  advancedEventSelectors?: readonly Record<string, unknown>[]
}

interface SimRole {
  /** The name with its path, as in the ARN: `audit/KeyAuditor`. */
  name: string
  externalId?: string
  /** Accounts that may assume the role. Left out: any. */
  trusts?: readonly string[]
  /** The length of a session, whatever the caller asks for. Left out: an hour. */
  sessionSeconds?: number
}

export interface SimOrganization {
  id: string
  rootId: string
  units: readonly { id: string; name: string; parentId: string }[]
  accounts: readonly { id: string; name: string; parentId: string; state?: string }[]
}

export interface SimRegion {
  /** The keys. A function is called once, at the first call in the Region. */
  keys: readonly SimKey[] | (() => readonly SimKey[])
  /** Aliases `alias/aws/…` without a key. Describing one of these creates a key, as in AWS. */
  predefinedAliases?: readonly string[]
  /** CloudTrail events that name no key, such as ListKeys. */
  noise?: readonly SimUse[]
  /** Security Hub, if it is enabled. */
  securityHub?: SimSecurityHub
}

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
  /** The error of a failed call. Only CloudTrail records it. */
  errorCode?: string
  errorMessage?: string
  dryRun?: boolean
  /** The ARN of the caller, or a service principal such as `s3.amazonaws.com`. */
  by?: string
  encryptionContext?: Readonly<Record<string, string>>
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

/** Returns an account with the given keys by Region. */
export const simAccount = (account: Partial<SimAccount> & { id: string }): SimAccount => ({
  partition: 'aws',
  accessKeyIds: [`AKIA${account.id}DEMO`],
  enabledRegions: Object.keys(account.regions ?? { 'us-east-1': true }),
  regions: {},
  ...account,
})

export const keyArn = (account: Pick<SimAccount, 'partition' | 'id'>, region: string, keyId: string): string =>
  `arn:${account.partition}:kms:${region}:${account.id}:key/${keyId}`

/** The age at which an hourly datapoint, and so every metric, expires. */
export const METRIC_RETENTION = 455 * DAY
/** The launch of the metric. Nothing was measured per key before it. */
export const METRIC_START = Date.UTC(2025, 2, 17)
export const TRAIL_RETENTION = 90 * DAY
export const SESSION_LENGTH = HOUR
