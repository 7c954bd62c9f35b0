import { MINUTE, type Instant } from '../../model/time.ts'
import type { SimAccessAnalyzer } from './sim-access-analyzer.ts'
import type { SimAthena } from './sim-athena.ts'
import type { SimLogs } from './sim-logs.ts'
import type { SimIam } from './sim-iam.ts'
import type { SimKey, SimUse } from './sim-key.ts'
import type { SimReceived } from './sim-received.ts'
import type { SimResources } from './sim-resources.ts'
import type { SimSecurityHub } from './sim-security-hub.ts'
import type { SimListing } from './sim-listing.ts'
import type { SimQuotas } from './sim-quotas.ts'

/**
 * The simulated world as plain data. The uses of a key are the truth: the answers of GetKeyLastUsage, CloudTrail and
 * CloudWatch are derived from them. Indexes are built at the first call, so a world must not be changed after it: calls
 * that write change the indexes, not the world.
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
  /** Users, groups, roles and policies of IAM. Left out: none. */
  iam?: SimIam
  /** Only in the management account (or a delegated administrator). */
  organization?: SimOrganization
  /** Actions that no policy allows the auditor: `backup:ListBackupVaults`. */
  deniedActions?: readonly string[]
  /** Trails of CloudTrail. Left out: none. */
  trails?: readonly SimTrail[]
}

export interface SimTrail {
  name: string
  homeRegion: string
  multiRegion?: boolean
  organization?: boolean
  /** The ARN of the key that encrypts the log files. */
  kmsKeyId?: string
  logging: boolean
  /** When a trail that does not log was stopped. */
  stoppedAt?: Instant
  /** In the form of GetEventSelectors. All management events if both fields are left out. */
  eventSelectors?: readonly Record<string, unknown>[]
  advancedEventSelectors?: readonly Record<string, unknown>[]
}

export interface SimRole {
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
  /** CloudTrail events that name no key, such as ListKeys, or a key of another account. */
  noise?: readonly SimUse[]
  /** Security Hub, if it is enabled. */
  securityHub?: SimSecurityHub
  /** IAM Access Analyzer. Left out: the Region has no analyzer. */
  accessAnalyzer?: SimAccessAnalyzer
  /** Metrics of CloudWatch besides those of KMS, which follow from the uses of keys. */
  metrics?: readonly SimMetric[]
  resources?: SimResources
  /** Topics, buckets, metrics and dashboards that a report can be sent to. Left out: none exist. */
  received?: SimReceived
  /** Athena. Left out: its workgroups are those of the resources, and it runs no query. */
  athena?: SimAthena
  /** Queries of CloudWatch Logs. Left out: nothing can be searched. */
  logs?: SimLogs
  /** Buckets whose objects can be listed, by name. Left out: none. */
  listings?: Readonly<Record<string, SimListing>>
  /** Quotas of KMS. Left out: the defaults of AWS. */
  quotas?: SimQuotas
  /** Services that this Region does not have, by their name in IAM actions: `dynamodb`. They have no host name here. */
  absentServices?: readonly string[]
}

/** A metric that counts something, such as the invocations of a function. */
export interface SimMetric {
  /** `AWS/Lambda` */
  namespace: string
  name: string
  dimensions: Readonly<Record<string, string>>
  /** What was counted: so many until `at`, spread evenly over `over` milliseconds. */
  counts: readonly Pick<SimUse, 'at' | 'count' | 'over'>[]
}

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
