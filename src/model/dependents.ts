import type { GapReason } from './gap.ts'

/**
 * When a resource suffers if its key is disabled, pending deletion or deleted. `at-once`: new reads or writes fail;
 * `within-hours`: a service notices and stops the resource; `on-next-start`: it goes on until it is started, attached or
 * launched again; `on-restore`: only a restore or a copy of it fails; `unknown`: AWS does not say.
 */
export const EFFECTS = ['at-once', 'within-hours', 'on-next-start', 'on-restore', 'unknown'] as const
export type Effect = (typeof EFFECTS)[number]

/** How a dependent was found: a list or description of the resources, a grant, CloudTrail, or AWS Config. */
export const FOUND_BY = ['list', 'grant', 'cloudtrail', 'config'] as const
export type FoundBy = (typeof FOUND_BY)[number]

/** A resource that references a key. */
export interface DependentRecord {
  /** Id of the type in the registry: `ebs-volume`. */
  type: string
  /** As the service names it: `vol-0abc`, the name of a table, an ARN where there is no shorter name. */
  id: string
  /** Null: the answer of the service has no ARN. */
  arn: string | null
  /** Ways by which it was found. */
  found_by: FoundBy[]
  /** What happens to it when the key becomes unusable. */
  when_unusable: Effect
  /** The same in a few words: `the next attach or start fails`. */
  consequence: string
  /** Whether a disabled key is enough for AWS to act on the resource: to stop it, archive it or delete it. */
  acts_on_disabled: boolean
  /** Days after which that cannot be undone, where AWS gives them: 7 for RDS, 14 for Redshift. Null: not known. */
  irreversible_after_days: number | null
  /** Whether nothing reports an error while the key is disabled, so that a quiet watch proves nothing. */
  fails_silently: boolean
  /** What the resource uses the key for, if not for all of its data: `performance insights`. Null: its data. */
  role: string | null
  /** When AWS Config recorded it. Left out if it was read from the service. */
  recorded_at?: string
  /** Of a bucket with SSE-KMS: whether it has a bucket key. Left out: it does not apply, or was not read. */
  bucket_key?: boolean
  /** Of a queue: for how many seconds SQS uses a data key. Left out: it does not apply, or was not read. */
  data_key_reuse_seconds?: number
}

/** A resource whose data needed the key at some time, by the encryption context of a use in archived log files. */
export interface DataOfRecord {
  /** Id of the type in the registry: `s3-bucket`. */
  type: string
  /** The type in words, because it may be one that was not searched: `S3 bucket`. */
  singular: string
  id: string
  /** The last day (UTC) of such a use: `2024-02-17`. */
  last_seen_on: string
}

/** A type of resources that was requested and could not be read, or only in part. */
export interface DependentsGapRecord {
  type: string
  reason: GapReason
  message: string
}

/** A key of another account that resources of the audited accounts use. */
export interface ForeignKeyRecord {
  key_arn: string
  /** The account and Region of the resources. */
  account_id: string
  region: string
  dependents: DependentRecord[]
}

/** What was asked about dependents. */
export interface DependentsScope {
  /** The requested types, in the order of the registry. */
  types: DependentTypeRecord[]
  /** `lists`: the services were asked; otherwise the AWS Config aggregator: `config:NAME@REGION`. */
  from: string
}

/** A type of resources, in words: `EBS volume`, `EBS volumes`. */
export interface DependentTypeRecord {
  id: string
  singular: string
  plural: string
}

/** The type of a grant for an AWS service that names no resource of a known type. It is never searched by a list. */
export const SERVICE_GRANT: DependentTypeRecord = {
  id: 'service-grant',
  singular: 'service grant',
  plural: 'service grants',
}

/** Names a resource in words: `EBS volume vol-0abc`. A type that is not in the list has its id. */
export const resourceInWords = (
  types: readonly DependentTypeRecord[],
  { type, id }: Pick<DependentRecord, 'type' | 'id'>,
): string => `${[...types, SERVICE_GRANT].find(one => one.id === type)?.singular ?? type} ${id}`

/**
 * Types whose resources AWS stops, archives or deletes when their key is disabled, by its documentation. A plan disables
 * no key before they were searched.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html
 * https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html
 */
export const ACTING_TYPES = [
  'rds-instance',
  'rds-cluster',
  'dynamodb-table',
  'redshift-cluster',
  'redshift-serverless-namespace',
  'opensearch-domain',
] as const
