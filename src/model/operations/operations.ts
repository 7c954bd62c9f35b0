import { ACCESS_OPERATIONS } from './access-operations.ts'
import { AGGREGATOR_OPERATIONS } from './aggregator-operations.ts'
import { ATHENA_OPERATIONS } from './athena-operations.ts'
import { LAKE_OPERATIONS } from './lake-operations.ts'
import { LOGS_OPERATIONS } from './logs-operations.ts'
import { IAM_OPERATIONS } from './iam-operations.ts'
import { ANALYZER_OPERATIONS } from './analyzer-operations.ts'
import { SECRET_OPERATIONS } from './secret-operations.ts'
import { COMPLIANCE_OPERATIONS } from './compliance-operations.ts'
import { ORGANIZATION_OPERATIONS } from './organization-operations.ts'
import { PRICE_OPERATIONS } from './price-operations.ts'
import { SENDING_OPERATIONS } from './sending-operations.ts'
import { SWEEP_OPERATIONS } from './sweep-operations.ts'

/** What the program has to know about one AWS operation. */
interface OperationRow {
  /** Requests per second that AWS allows by default, per account, Region **and** operation. */
  perSecond: number
  access: 'read' | 'write'
  /** The IAM action that allows it, where that is not the name of the operation. */
  iamAction?: string
  /** What needs it, besides the sources, facts and sinks, which list their own operations. */
  neededFor?:
    | 'every-audit'
    | 'request-counts'
    | 'region-patterns'
    | 'organizations'
    | 'organizational-units'
    | 'trusted-organization'
    | 'credentials'
    | 'trails'
    | 'quotas'
    | 'aggregator'
    | 'dry-runs'
    | 'prices'
    | 'actual-costs'
    | 'athena'
  /**
   * Which refusal shows that no later call in the place can succeed, so that the operation is given up. Left out: a
   * refusal is about one key or decides the whole place. `denied`: any refusal, because the call is not bound to a key.
   * `denied-everywhere`: a refusal by the caller's own policies; a refusal by a key policy says nothing about other keys.
   * An operation that is throttled for five minutes is given up in any case. So is one whose endpoint cannot be
   * reached, if audits can do without its service (`aws/calls/reach.ts`).
   */
  giveUpWhen?: 'denied' | 'denied-everywhere'
  /** What a run lacks if the operation is denied, as the end of a sentence: `A run will miss the names of keys.` */
  without?: string
  /** Shows whether the credentials work: every account may call it, or no audit can do without it. */
  provesCredentials?: true
}

/**
 * Every AWS operation that the program calls. `--max-rate OP=N` changes a rate for one run.
 *
 * KMS: https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html
 * CloudTrail: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 * CloudWatch: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 * Operations without a published quota are called a handful of times in a run.
 */
export const OPERATIONS = {
  'kms:ListKeys': {
    perSecond: 500,
    access: 'read',
    neededFor: 'every-audit',
    provesCredentials: true,
    without: 'all keys of the Region',
  },
  'kms:ListAliases': { perSecond: 500, access: 'read', neededFor: 'every-audit', without: 'the names of keys' },
  'kms:DescribeKey': {
    perSecond: 2000,
    access: 'read',
    neededFor: 'every-audit',
    without: 'the state, the description and the price of keys',
  },
  'kms:GetKeyLastUsage': {
    perSecond: 5,
    access: 'read',
    giveUpWhen: 'denied-everywhere',
    without: 'the last use that KMS tracks; CloudTrail is searched instead, which is slower and covers 90 days',
  },
  'kms:GetKeyPolicy': { perSecond: 1000, access: 'read', without: 'findings about key policies' },
  'kms:GetKeyRotationStatus': { perSecond: 1000, access: 'read', without: 'findings about rotation' },
  'kms:ListKeyRotations': { perSecond: 100, access: 'read', without: 'the cost of rotations, and findings about them' },
  'kms:ListGrants': { perSecond: 100, access: 'read', without: 'findings about grants' },
  'kms:ListResourceTags': {
    perSecond: 2000,
    access: 'read',
    without: 'tags: the owners of keys, and findings about tags',
  },
  'cloudtrail:LookupEvents': {
    perSecond: 2,
    access: 'read',
    giveUpWhen: 'denied',
    without: 'uses that only CloudTrail knows, and the second opinion about unused keys',
  },
  'cloudtrail:DescribeTrails': { perSecond: 10, access: 'read', neededFor: 'trails', without: 'findings about trails' },
  'cloudtrail:GetEventSelectors': {
    perSecond: 1,
    access: 'read',
    neededFor: 'trails',
    without: 'findings about trails that leave out KMS',
  },
  'cloudtrail:GetTrailStatus': {
    perSecond: 10,
    access: 'read',
    neededFor: 'trails',
    without: 'findings about trails that do not log',
  },
  'cloudwatch:ListMetrics': {
    perSecond: 25,
    access: 'read',
    neededFor: 'request-counts',
    giveUpWhen: 'denied',
    without: 'the order in which quiet keys come first, and some request counts',
  },
  'cloudwatch:GetMetricData': {
    perSecond: 500,
    access: 'read',
    neededFor: 'request-counts',
    giveUpWhen: 'denied',
    without: 'request counts, and uses of the last 15 months before KMS tracking',
  },
  'sts:GetCallerIdentity': { perSecond: 50, access: 'read', neededFor: 'credentials', provesCredentials: true },
  'servicequotas:ListServiceQuotas': { perSecond: 5, access: 'read', neededFor: 'quotas' },
  'servicequotas:ListAWSDefaultServiceQuotas': { perSecond: 5, access: 'read' },
  'account:ListRegions': {
    perSecond: 5,
    access: 'read',
    neededFor: 'region-patterns',
    without: 'nothing, if ec2:DescribeRegions is allowed; else the list of enabled Regions',
  },
  'ec2:DescribeRegions': {
    perSecond: 5,
    access: 'read',
    neededFor: 'region-patterns',
    without: 'the list of enabled Regions',
  },
  ...ORGANIZATION_OPERATIONS,
  ...ACCESS_OPERATIONS,
  ...SWEEP_OPERATIONS,
  ...COMPLIANCE_OPERATIONS,
  ...AGGREGATOR_OPERATIONS,
  ...IAM_OPERATIONS,
  ...ANALYZER_OPERATIONS,
  ...PRICE_OPERATIONS,
  ...SENDING_OPERATIONS,
  ...SECRET_OPERATIONS,
  ...ATHENA_OPERATIONS,
  ...LAKE_OPERATIONS,
  ...LOGS_OPERATIONS,
} as const satisfies Record<string, OperationRow>

/** `kms:GetKeyLastUsage`: gaps name a call so, and it is the IAM action unless the row says otherwise. */
export type Operation = keyof typeof OPERATIONS

export const operationRow = (operation: Operation): OperationRow => OPERATIONS[operation]

/** Whether the operation searches resources for references to keys. An audit can do without its service. */
export const isSweepOperation = (operation: string): boolean => Object.hasOwn(SWEEP_OPERATIONS, operation)

/** Requests per second of one run. */
export const rateOf = (operation: Operation, maxRates: Readonly<Record<string, number>>): number =>
  maxRates[operation] ?? OPERATIONS[operation].perSecond

/** The operations that something needs, in the order of the table. */
export const operationsFor = (purpose: OperationRow['neededFor']): Operation[] =>
  (Object.keys(OPERATIONS) as Operation[]).filter(operation => operationRow(operation).neededFor === purpose)

/** The IAM actions that allow these operations. */
export const iamActions = (operations: readonly Operation[]): string[] =>
  operations.map(operation => operationRow(operation).iamAction ?? operation)
