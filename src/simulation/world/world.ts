import { DAY, HOUR, MINUTE, type Instant } from '../../model/time.ts'
import type { SimSecurityHub } from './sim-security-hub.ts'

/**
 * The simulated world: plain data. The uses of a key are the truth; what GetKeyLastUsage, CloudTrail and CloudWatch
 * answer is derived from them. Indexes over a world are built when it is first asked, so change it before that.
 */
export interface SimulatedWorld {
  clock: () => Instant
  accounts: readonly SimAccount[]
  /** When KMS began to record last uses; 2026-04-23 if not said. */
  trackingStart?: Instant
  /** How late each source is, in milliseconds. */
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
  /** Long-lived credentials; which access key signs a request tells the account. */
  accessKeyIds: readonly string[]
  /** Who those credentials are; an IAM user `auditor` if not said. */
  callerArn?: string
  enabledRegions: readonly string[]
  /** Keys by Region; a Region that is missing here has none. */
  regions: Readonly<Record<string, SimRegion>>
  roles?: readonly SimRole[]
  /** Only in the management account (or a delegated administrator). */
  organization?: SimOrganization
  /** Of CloudTrail; none if not said. */
  trails?: readonly SimTrail[]
}

export interface SimTrail {
  name: string
  homeRegion: string
  multiRegion?: boolean
  organization?: boolean
  logging: boolean
  /** Of one that does not log. */
  stoppedAt?: Instant
  /** In the shape of GetEventSelectors; all management events if neither is said. */
  eventSelectors?: readonly Record<string, unknown>[]
  advancedEventSelectors?: readonly Record<string, unknown>[]
}

interface SimRole {
  /** `audit/KeyAuditor`: with its path, as in the ARN. */
  name: string
  externalId?: string
  /** Accounts that may assume it; any if not said. */
  trusts?: readonly string[]
  /** How long a session lasts, whatever was asked for; an hour if not said. */
  sessionSeconds?: number
}

export interface SimOrganization {
  id: string
  rootId: string
  units: readonly { id: string; name: string; parentId: string }[]
  accounts: readonly { id: string; name: string; parentId: string; state?: string }[]
}

export interface SimRegion {
  /** A function is called once, when the Region is first asked. */
  keys: readonly SimKey[] | (() => readonly SimKey[])
  /** `alias/aws/…` that has no key yet. Describing one of these creates a key, as in AWS. */
  predefinedAliases?: readonly string[]
  /** CloudTrail events that name no key, such as ListKeys. */
  noise?: readonly SimUse[]
  /** Where it is enabled. */
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
  /** Still listed, but gone when it is asked about. */
  vanished?: boolean
  /** Its policy does not allow the auditor anything: every operation on this key is refused. */
  lockedAway?: boolean
  /** The key policy document; the default one if not said. */
  policy?: unknown
  rotation?: { enabled: boolean; periodInDays?: number; rotations?: readonly Instant[] }
  /** In the shape of ListGrants. A function is called once, when they are first listed. */
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
  /** Of a ReEncrypt, the ARN of the destination; the key that carries the use is the source. */
  partner?: string
  /** A call that failed: CloudTrail logs it, nothing else does. */
  errorCode?: string
  errorMessage?: string
  dryRun?: boolean
  /** ARN of who called, or a service principal such as `s3.amazonaws.com`. */
  by?: string
  encryptionContext?: Readonly<Record<string, string>>
}

/** An enabled symmetric customer managed key without uses, but for what is said otherwise. */
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

/** An enabled account with the given keys by Region. */
export const simAccount = (account: Partial<SimAccount> & { id: string }): SimAccount => ({
  partition: 'aws',
  accessKeyIds: [`AKIA${account.id}DEMO`],
  enabledRegions: Object.keys(account.regions ?? { 'us-east-1': true }),
  regions: {},
  ...account,
})

export const keyArn = (account: Pick<SimAccount, 'partition' | 'id'>, region: string, keyId: string): string =>
  `arn:${account.partition}:kms:${region}:${account.id}:key/${keyId}`

/** Past this age an hourly datapoint, and so every metric, is gone. */
export const METRIC_RETENTION = 455 * DAY
/** Nothing was measured per key before the launch of the metric. */
export const METRIC_START = Date.UTC(2025, 2, 17)
export const TRAIL_RETENTION = 90 * DAY
export const SESSION_LENGTH = HOUR
