import { judgeAssessment } from '../../../src/findings/assessments/judge-assessment.ts'
import { settled } from '../../../src/model/assessments/secrets-summary.ts'
import type { SecretRecord, SecretsAssessment } from '../../../src/model/assessments/secrets.ts'
import type { Finding } from '../../../src/model/finding.ts'
import type { GapRecord } from '../../../src/model/report/report.ts'
import { DAY, isoTime } from '../../../src/model/time.ts'
import type { SecretsCheck } from '../../../src/checks/secrets/shared/each-secret.ts'

export const NOW = Date.UTC(2026, 10, 20, 14, 30)

export const daysAgo = (days: number): string => isoTime(NOW - days * DAY)
export const dayAgo = (days: number): string => daysAgo(days).slice(0, 10)

/** What a test says about a secret: parts of its record. */
export type SecretParts = Partial<Omit<SecretRecord, 'rotation' | 'key'>> & {
  rotation?: Partial<SecretRecord['rotation']>
  key?: Partial<SecretRecord['key']>
}

export const aKey = (key: Partial<SecretRecord['key']> = {}): SecretRecord['key'] => ({
  id: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  arn: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  aliases: [],
  kind: 'customer_managed',
  state: 'Enabled',
  deletion_date: null,
  ...key,
})

/** A secret that is rotated, read and encrypted as it should be. */
export const aSecret = ({ rotation, key, ...rest }: SecretParts = {}): SecretRecord => ({
  value_keys: [aKey(key)],
  value_created_at: daysAgo(10),
  account_id: '111122223333',
  region: 'us-east-1',
  name: 'shop/database',
  arn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:shop/database-AbCdEf',
  type: null,
  owning_service: null,
  primary_region: null,
  is_replica: false,
  created_at: daysAgo(400),
  last_changed_at: daysAgo(10),
  last_read_on: dayAgo(0),
  read_may_be_rotation: false,
  deleted_at: null,
  tags: [{ TagKey: 'team', TagValue: 'shop' }],
  pending_versions: [],
  rotation_events: { failed: 0, abandoned: 0, last_at: null, since: daysAgo(90), is_partial: false },
  replicas: [],
  use: 'in_use',
  monthly_cost: 0.4,
  ...rest,
  key: aKey(key),
  rotation: {
    enabled: true,
    state: 'unknown',
    function_arn: 'arn:aws:lambda:us-east-1:111122223333:function:rotate-database',
    every_days: 30,
    schedule: null,
    window: null,
    last_rotated_at: daysAgo(10),
    next_rotation_at: daysAgo(-20),
    ...rotation,
  },
})

/** The result of a run that found these secrets. */
export const aResult = (
  secrets: readonly SecretRecord[],
  more: Partial<SecretsAssessment> = {},
): SecretsAssessment => ({
  kind: 'secrets',
  schema_version: 1,
  tool_version: '1.0.0',
  generated_at: isoTime(NOW),
  scope: { places: [], checks: [], check_details: {} },
  max_age_days: 90,
  rotation_functions: [],
  gaps: [],
  findings: [],
  ...settled({ secrets, unused_days: 90, isListed: true, now: NOW }),
  ...more,
})

/** Judges one secret. */
export function judgeSecret(check: SecretsCheck, parts: SecretParts, gaps: readonly GapRecord[] = []): Finding {
  const [finding] = judgeAssessment(aResult([aSecret(parts)], { gaps: [...gaps] }), [check]).findings
  if (finding === undefined) throw new Error('The check gave no finding.')
  return finding
}

/** A gap of an operation in the Region of the secret. */
export const refused = (operation: string): GapRecord => ({
  account_id: '111122223333',
  region: 'us-east-1',
  key_id: null,
  operation,
  reason: 'denied',
  message: 'not allowed',
})
