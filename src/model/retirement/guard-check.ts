import type { GapRecord } from '../report/report.ts'

/** What guards would decide for each key: the answer of `kms-audit guard check`, in JSON values. */
export interface GuardCheck {
  /** The time for which it is decided: that of the audit. */
  as_of: string
  /** The days of the guards. */
  days: number
  /** The tag of the keys whose scheduled deletion is cancelled. Left out: no tag was named. */
  cancel_tag?: { key: string; value: string }
  summary: GuardCheckSummary
  keys: GuardedKey[]
  gaps: GapRecord[]
}

/** Counts of keys. The first three add up to `keys`. */
export interface GuardCheckSummary {
  keys: number
  denied: number
  allowed: number
  unknown: number
  /** Keys whose own policy has a guard today, and keys for which that is not known. */
  guarded_today: number
  guarded_today_unknown: number
}

export interface GuardedKey {
  account_id: string
  region: string
  key_id: string
  key_arn: string
  aliases: readonly string[]
  key_state: string | null
  idle: IdleTime
  decisions: {
    key_policy: GuardDecision
    /** For keys of member accounts of an organization. */
    scp: GuardDecision
    rcp: GuardDecision
    /** What the function of `guard alarm --cancel-tag` would do. Left out: no tag was named. */
    alarm?: CancelDecision
  }
  guard_today: GuardToday
}

/** What `kms:TrailingDaysWithoutKeyUsage` is for a key. */
export interface IdleTime {
  /** Whole days, rounded down. Null: not known. */
  days: number | null
  /** `at_most`: the key may also have been used later. */
  precision: 'exact' | 'at_most' | null
  /** What the days are counted from. */
  since: 'last_use' | 'creation' | 'tracking_start' | null
  since_at: string | null
  /** Id of the source that it comes from. */
  source: string | null
  /** Why it is not known. Null: it is known. */
  why: string | null
}

/** Whether a guard would refuse to disable the key and to schedule its deletion. */
export interface GuardDecision {
  decision: 'deny' | 'allow' | 'unknown'
  why: string
}

export interface CancelDecision {
  decision: 'cancel' | 'leave' | 'unknown'
  why: string
}

/** The guards that the key policy has today. */
export interface GuardToday {
  /** `partly`: of one of the two actions alone. */
  status: 'guarded' | 'partly' | 'none' | 'unknown'
  statements: GuardStatementToday[]
  /** Why it is not known. Null: it is known. */
  why: string | null
}

/** A Deny of the key policy that is a guard. */
export interface GuardStatementToday {
  /** Its position in the policy, from 1. */
  number: number
  sid: string | null
  /** Those of `kms:DisableKey` and `kms:ScheduleKeyDeletion` that it is about. */
  actions: string[]
  /** Days without use until it no longer refuses. Null: it does not depend on use. */
  days: number | null
  /** Which principals it refuses today: all, some of them or none. */
  refuses_today: 'everyone' | 'some' | 'nobody' | 'unknown'
}
