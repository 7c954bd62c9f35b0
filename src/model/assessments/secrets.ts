import type { TagRecord } from '../report/key-facts.ts'
import type { Assessment } from './assessment.ts'

/** The result of `kms-audit secrets`. No field holds the value of a secret: it is never read. */
export interface SecretsAssessment extends Assessment {
  kind: 'secrets'
  /** Without a read for so many days, a secret is unused. */
  unused_days: number
  /** A secret whose value is older than so many days should be rotated. */
  max_age_days: number
  summary: SecretsSummary
  /** By account, Region and name. */
  secrets: SecretRecord[]
  /** The Lambda functions that rotate these secrets, by account, Region and name. */
  rotation_functions: RotationFunctionRecord[]
}

export interface SecretsSummary {
  secrets: number
  /** Secrets that you rotate: not replicas, not owned by a service, and not scheduled for deletion. */
  own: number
  /** Of these, rotation is on, … */
  rotating: number
  /** … a rotation is overdue, … */
  overdue: number
  /** … the latest rotation failed or was abandoned, … */
  failed: number
  /** … a new version has been pending for more than a day. */
  stuck: number
  unused: number
  pending_deletion: number
  /** US dollars. Null: the prices of the partition are not known. */
  monthly_cost: number | null
  unused_monthly_cost: number | null
  /** Not all secrets could be listed, or some prices or uses are not known. */
  is_lower_bound: boolean
}

export interface SecretRecord {
  account_id: string
  region: string
  name: string
  arn: string
  /** Of a secret for an external service, such as `SalesforceClientSecret`. Null: another one. */
  type: string | null
  /** The AWS service that manages the secret, such as `rds`. Null: you manage it. */
  owning_service: string | null
  /** Null: the secret is not replicated. */
  primary_region: string | null
  is_replica: boolean
  created_at: string | null
  last_changed_at: string | null
  /** The day of the last read in this Region: `2026-11-20`. Null: never read. */
  last_read_on: string | null
  /** Its rotation function ran on that day, so that this read can be the one of the function. */
  read_may_be_rotation: boolean
  /** Set while the secret is scheduled for deletion. */
  deleted_at: string | null
  tags: TagRecord[]
  /** The key for new values. */
  key: SecretKeyRecord
  /**
   * The keys that encrypt the current value: any of them can decrypt it. After a change of the key they can be others
   * than `key`. Null: not known, see the gaps; not read while the secret is scheduled for deletion.
   */
  value_keys: SecretKeyRecord[] | null
  /** When the current value was stored. Null: as above. */
  value_created_at: string | null
  rotation: SecretRotationRecord
  /** Versions with AWSPENDING that never became current. Null: not known, see the gaps. */
  pending_versions: PendingVersionRecord[] | null
  /** Failures that CloudTrail recorded. Null: not read, because the secret never rotated, or not known, see the gaps. */
  rotation_events: RotationEventsRecord | null
  /** Copies in other Regions. Null: not known, see the gaps. */
  replicas: SecretReplicaRecord[] | null
  /** Reads in all Regions count: a standby replica is in use if the secret is. A read by the rotation function does not. */
  use: SecretUse
  /** US dollars. Null: not known, also where a service owns the secret. */
  monthly_cost: number | null
}

export type SecretUse = 'in_use' | 'unused' | 'new' | 'unknown'

export interface SecretKeyRecord {
  /** As the secret names it: an ARN, ID or alias. Null: the AWS managed key aws/secretsmanager. */
  id: string | null
  /** Null: aws/secretsmanager, or not known. */
  arn: string | null
  /** Of a customer managed key of the account, else empty. Null: not known, see the gaps. */
  aliases: string[] | null
  kind: 'aws_managed' | 'customer_managed' | 'other_account' | 'unknown'
  /** `Enabled`, `Disabled`, `PendingDeletion`, … Null: not known, see the gaps; not read for aws/secretsmanager. */
  state: string | null
  deletion_date: string | null
}

export interface SecretRotationRecord {
  enabled: boolean
  state: 'off' | 'on_time' | 'overdue' | 'unknown' | 'not_applicable'
  /** The Lambda function. Null: none, or a service rotates the secret. */
  function_arn: string | null
  every_days: number | null
  /** `rate(10 days)`, `cron(0 8 1 * ? *)` */
  schedule: string | null
  /** The length of the window in which a rotation may begin: `3h`. */
  window: string | null
  last_rotated_at: string | null
  /** A rotation is due on or before this time. */
  next_rotation_at: string | null
}

export interface PendingVersionRecord {
  version_id: string
  /** Null: not known, see the gaps. */
  created_at: string | null
}

export interface RotationEventsRecord {
  /** RotationFailed */
  failed: number
  /** RotationAbandoned: the pending version was removed, for example by a rotation that began after it. */
  abandoned: number
  /** Null: none. */
  last_at: string | null
  /** How far back CloudTrail was read. */
  since: string
  /** CloudTrail could not be read to its end: there may be more events before `since`. */
  is_partial: boolean
}

export interface SecretReplicaRecord {
  region: string
  key_id: string | null
  /** `InSync`, `InProgress` or `Failed`. Null: not given. */
  status: string | null
  last_read_on: string | null
}

export interface RotationFunctionRecord {
  account_id: string
  region: string
  arn: string
  name: string
  /** Secrets of this result that it rotates. */
  secrets: number
  /** Calls of the function, for whatever secret, in the last `days`. Null: not known, see the gaps. */
  invocations: number | null
  errors: number | null
  days: number
}
