import type { ExternalAccessRecord, PublicAccessRecord } from './external-access.ts'
import type { ActivityRecord, LastUserRecord } from './activity.ts'
import type { ArchivedUseRecord } from './archived-use.ts'

/**
 * Facts that checks need besides the description of a key, as the report contains them. Absent: not requested, or AWS
 * refuses it for such a key; null: it could not be read, and a gap says why.
 */
export interface KeyFacts {
  key_policy?: unknown
  key_rotation_enabled?: boolean | null
  rotation?: RotationRecord | null
  grants?: GrantRecord[] | null
  tags?: TagRecord[] | null
  /** With `--access-analyzer`. */
  external_access?: ExternalAccessRecord | null
  /** With `--validate-policies`. */
  public_access?: PublicAccessRecord | null
  /** Not for a check: with `--who`. */
  last_user?: LastUserRecord
  /** Not for a check: for a key that is explained. */
  activity?: ActivityRecord
  /** Not for a check: for a key that is explained, with log files on disk. */
  archived_use?: ArchivedUseRecord
}

/** The order of these fields in the JSON report. */
export const FACT_FIELDS = ['key_policy', 'key_rotation_enabled', 'rotation', 'grants', 'tags'] as const

export interface RotationRecord {
  period_in_days: number | null
  next_rotation_date: string | null
  /** Oldest first; null: they could not be read. */
  rotations: { date: string; type: string }[] | null
}

export interface GrantRecord {
  grant_id: string
  name: string | null
  /** An ARN, a service principal, or the id of a deleted principal. */
  grantee_principal: string
  retiring_principal: string | null
  issuing_account: string | null
  operations: string[]
  constraints: GrantConstraintsRecord | null
  created_at: string | null
}

export interface GrantConstraintsRecord {
  encryption_context_equals?: Record<string, string>
  encryption_context_subset?: Record<string, string>
  source_arn?: string
}

/** As AWS and the policies written for it spell them. */
export interface TagRecord {
  TagKey: string
  TagValue: string
}
