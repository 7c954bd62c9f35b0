import type { DependentRecord, DependentTypeRecord } from '../../src/model/dependents.ts'
import type { KeyRecord, PlaceRecord, Report } from '../../src/model/report/report.ts'

/** A report in which everything is ordinary; a test names only what is different. */
export function aReport({ keys = [aRecord()], ...different }: Partial<Report> = {}): Report {
  return {
    schema_version: 1,
    tool_version: '0.1.0',
    generated_at: '2026-11-20T14:30:22Z',
    unused_days: 90,
    request_days: 30,
    scope: { manager: 'customer', sources: ['kms'], places: [aPlace({ keys: keys.length })] },
    summary: summaryOf(keys),
    savings: {
      currency: 'USD',
      monthly_cost: keys.length,
      annual_cost: 12 * keys.length,
      is_lower_bound: keys.some(({ cost }) => cost.basis === 'base'),
      unused_key_count: 0,
      monthly_savings: 0,
      annual_savings: 0,
    },
    gaps: [],
    keys,
    ...different,
  }
}

export const aPlace = (different: Partial<PlaceRecord> = {}): PlaceRecord => ({
  account_id: '111122223333',
  region: 'eu-west-1',
  status: 'complete',
  keys: 1,
  ...different,
})

export function aRecord(different: Partial<KeyRecord> = {}): KeyRecord {
  const { account_id, region, key_id } = { ...PLACED, ...different }
  return {
    account_id,
    region,
    key_id,
    key_arn: `arn:aws:kms:${region}:${account_id}:key/${key_id}`,
    aliases: ['alias/app'],
    description: 'Encrypts the orders',
    enabled: true,
    key_state: 'Enabled',
    key_manager: 'CUSTOMER',
    key_spec: 'SYMMETRIC_DEFAULT',
    key_usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    created_at: '2026-01-05T08:00:00Z',
    deletion_date: null,
    multi_region: false,
    multi_region_type: null,
    primary_key_arn: null,
    replica_keys: [],
    last_used: '2026-11-19 09:05 UTC',
    disposition: 'in_use',
    usage: { ...SILENT, status: 'used', last_used_at: '2026-11-19T09:05:11Z', precision: 'second', source: 'kms' },
    monthly_usage: 1200,
    cost: { key: 1, basis: 'with_rotations', requests: 0.0036 },
    findings: [],
    findings_unknown: [],
    error: null,
    ...different,
  }
}

/** What is left of a record when DescribeKey was refused. */
export const anUnreadableRecord = (different: Partial<KeyRecord> = {}): KeyRecord =>
  aRecord({
    description: null,
    enabled: null,
    key_state: null,
    key_manager: null,
    key_spec: null,
    key_usage: null,
    origin: null,
    multi_region: null,
    last_used: 'Unknown',
    disposition: 'unknown',
    usage: { ...SILENT, status: 'unknown', evidence: [{ source: 'kms', status: 'unknown', why: 'denied' }] },
    monthly_usage: null,
    cost: { key: null, basis: 'base', requests: null },
    error: 'Access denied for key description',
    ...different,
  })

const PLACED = {
  account_id: '111122223333',
  region: 'eu-west-1',
  key_id: '0a1b2c3d-0001-4000-8000-000000000001',
}

/** Usage that tells nothing. */
export const SILENT: NonNullable<KeyRecord['usage']> = {
  status: 'unknown',
  last_used_at: null,
  precision: null,
  not_observed_since: null,
  operation: null,
  event_id: null,
  source: null,
  evidence: [],
}

export function summaryOf(keys: readonly KeyRecord[]): Report['summary'] {
  const count = (matches: (key: KeyRecord) => boolean): number => keys.filter(matches).length
  return {
    keys: keys.length,
    in_use: count(key => key.disposition === 'in_use'),
    stale: count(key => key.disposition === 'stale'),
    never: count(key => key.disposition === 'never'),
    silent: count(key => key.disposition === 'silent'),
    new: count(key => key.disposition === 'new'),
    unknown: count(key => key.disposition === 'unknown'),
    pending_deletion: count(key => key.key_state === 'PendingDeletion'),
    unreadable: count(key => key.error !== null),
  }
}

/** A resource that references a key. */
export const aDependent = (different: Partial<DependentRecord> = {}): DependentRecord => ({
  type: 'ebs-volume',
  id: 'vol-0abc1',
  arn: null,
  found_by: ['list'],
  when_unusable: 'on-next-start',
  consequence: 'the next attach or start fails',
  acts_on_disabled: false,
  irreversible_after_days: null,
  fails_silently: true,
  role: null,
  ...different,
})

const SEARCHED: DependentTypeRecord[] = [
  { id: 'ebs-volume', singular: 'EBS volume', plural: 'EBS volumes' },
  { id: 'rds-instance', singular: 'RDS instance', plural: 'RDS instances' },
  { id: 's3-bucket', singular: 'S3 bucket', plural: 'S3 buckets' },
]

/** A report with a search of three types. Keys without dependents of their own have none. */
export function aSearchedReport({ keys = [aRecord()], ...different }: Partial<Report> = {}): Report {
  const searched = keys.map(key => ({ dependents: [], dependents_gaps: [], ...key }))
  const report = aReport({ foreign_keys: [], keys: searched, ...different })
  return { ...report, scope: { ...report.scope, dependents: { types: SEARCHED, from: 'lists' } } }
}
