import type { AdviceReport } from '../../src/model/advice.ts'
import type { SecretsAssessment } from '../../src/model/assessments/secrets.ts'
import type { KeyRecord, Report } from '../../src/model/report/report.ts'
import { advise } from '../../src/advice/advise.ts'

export const ACCOUNT = '111122223333'

export const NOW = '2026-11-20T14:30:22Z'

/** A key that is in use, with every fact that advice needs. Its number makes its ID. */
export function aKeyRecord(number: number, parts: Partial<KeyRecord> = {}): KeyRecord {
  const { account_id: account = ACCOUNT, region = 'us-east-1' } = parts
  const id = `1234abcd-12ab-34cd-56ef-${String(number).padStart(12, '0')}`
  return {
    account_id: account,
    region,
    key_id: id,
    key_arn: `arn:aws:kms:${region}:${account}:key/${id}`,
    aliases: [`alias/key-${number}`],
    description: null,
    enabled: true,
    key_state: 'Enabled',
    key_manager: 'CUSTOMER',
    key_spec: 'SYMMETRIC_DEFAULT',
    key_usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    created_at: '2025-01-10T08:00:00Z',
    deletion_date: null,
    multi_region: false,
    multi_region_type: null,
    primary_key_arn: null,
    replica_keys: [],
    disposition: 'in_use',
    monthly_usage: 0,
    cost: { key: 1, basis: 'with_rotations', requests: 0 },
    key_policy: ownPolicy(account),
    key_rotation_enabled: false,
    rotation: { period_in_days: null, next_rotation_date: null, rotations: [] },
    grants: [],
    tags: [{ TagKey: 'Environment', TagValue: 'production' }],
    dependents: [aQueue(`queue-${number}`)],
    dependents_gaps: [],
    findings: [],
    findings_unknown: [],
    error: null,
    ...parts,
  }
}

const ownPolicy = (account: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' }],
})

type Dependent = NonNullable<KeyRecord['dependents']>[number]

export const aQueue = (id: string, parts: Partial<Dependent> = {}): Dependent => ({
  type: 'sqs-queue',
  id,
  arn: null,
  found_by: ['list'],
  when_unusable: 'at-once',
  consequence: 'sending fails',
  acts_on_disabled: false,
  irreversible_after_days: null,
  fails_silently: false,
  role: null,
  ...parts,
})

/** A report with these keys and the usual prices in every Region. */
export function aReportOf(keys: KeyRecord[]): Report {
  const regions = [...new Set(keys.map(({ region }) => region))]
  return {
    schema_version: 1,
    tool_version: '1.0.0',
    generated_at: NOW,
    unused_days: 90,
    request_days: 30,
    scope: { dependents: { types: [], from: 'lists' } } as unknown as Report['scope'],
    summary: {} as Report['summary'],
    savings: {} as Report['savings'],
    prices: regions.map(region => ({
      region,
      source: 'list',
      published_on: null,
      key: 1,
      requests: { standard: 0.03 },
    })),
    gaps: [],
    keys,
  }
}

export const adviceOn = (keys: KeyRecord[], secrets: SecretsAssessment | null = null): AdviceReport =>
  advise({ report: aReportOf(keys), secrets, realized: null })

/** The advice of one kind. */
export const ofKind = ({ advice }: AdviceReport, kind: string): AdviceReport['advice'] =>
  advice.filter(one => one.kind === kind)
