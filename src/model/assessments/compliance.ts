import type { KeyKind, Requirement } from '../encryption.ts'
import type { TagRecord } from '../report/key-facts.ts'
import type { Assessment } from './assessment.ts'

/** How resources are encrypted, and whether that is what is required: the result of `kms-audit compliance`. */
export interface ComplianceAssessment extends Assessment {
  kind: 'compliance'
  /** What was required. */
  policy: EncryptionPolicyRecord
  summary: EncryptionCounts
  /** Every requested type, in the order of the registry. */
  types: EncryptedTypeRecord[]
  /** The counts of each type in each account and Region that was read. */
  counts: TypeCountsRecord[]
  /** Of each account and Region, if EBS volumes or default EBS keys were requested. */
  ebs_defaults: EbsDefaultRecord[]
  resources: EncryptedResourceRecord[]
}

/** The first rule that is about a resource decides what is required of it. */
export interface EncryptionPolicyRecord {
  /** Of resources that no rule is about. */
  require: Requirement
  /** Accounts outside the run whose keys count as customer managed. */
  accounts: string[]
  rules: {
    require: Requirement
    /** IDs of types. Empty: every type. */
    types: string[]
    /** `team=payments` or `team`. The resource must have all of them. */
    tags: string[]
  }[]
}

/** Counts of resources. Resources of lists that could not be read are not among them. */
export interface EncryptionCounts {
  total: number
  /** Those of a known kind of key other than `none`. */
  encrypted: number
  key_kinds: Record<KeyKind, number>
  /** Those that are encrypted as required. Exempt resources are in none of these three. */
  compliant: number
  non_compliant: number
  undecided: number
  /** The share of compliant resources among those with a requirement, 0 to 1. Null: there are none, or not all were read. */
  rate: number | null
}

export interface EncryptedTypeRecord {
  /** ID of the type, as `--types` takes it: `ebs-volume`. */
  id: string
  singular: string
  plural: string
  /** As CloudFormation names it. Null: the type is not judged. */
  resource_type: string | null
  /** Why the type is not judged, and so not read. Null: it is judged. */
  not_judged: string | null
  /** Whether the key of a resource that exists can be changed. Null: the type is not judged. */
  fix: 'in_place' | 'new_resource' | null
  /** What to do about a resource that is not encrypted as required. Null: the type is not judged. */
  remedy: string | null
}

export interface TypeCountsRecord extends EncryptionCounts {
  account_id: string
  region: string
  type: string
  /** `partial`: the list or a part of it could not be read, so that resources may be missing. */
  status: 'complete' | 'partial'
  /** Why the list is not complete. */
  message: string | null
}

/** Whether new EBS volumes of an account are encrypted in a Region. */
export interface EbsDefaultRecord {
  account_id: string
  region: string
  /** Null: could not be read. */
  encryption_by_default: boolean | null
}

export interface EncryptedResourceRecord {
  type: string
  account_id: string
  region: string
  id: string
  arn: string | null
  /** What the key is for, if not for all data of the resource. */
  role: string | null
  /** As the resource names the key. Null: it names none. */
  key: string | null
  /** Null: it names none, or its name could not be resolved. */
  key_arn: string | null
  key_kind: KeyKind
  /** Why it is unknown which key it has, or whether that is the required one. Null: both are known. */
  reason: string | null
  /** Of S3 buckets with SSE-KMS: whether a bucket key reduces calls to KMS. Null: it does not apply. */
  bucket_key: boolean | null
  /** Left out: the list does not contain tags. */
  tags?: TagRecord[]
  required: Requirement
  /** Whether the resource is encrypted as required. Null: unknown, or nothing is required. */
  compliant: boolean | null
  /** Commands that encrypt it with another key, or start to. Empty: there are none. */
  commands: string
  /** Of a bucket: what the findings of its key say. Left out of other types, and without a customer managed key. */
  kms_security_status?: 'secure' | 'insecure' | 'unknown'
  /** The worst finding of an insecure key, or why the findings are unknown. Null: the key is secure. */
  kms_security_reason?: string | null
  /** The ID, in Security Hub, of the worst finding of an insecure key. Null: there is none. */
  linked_kms_finding_id?: string | null
}
