import type { CallerRecord } from '../report/activity.ts'
import type { Instant } from '../time.ts'

/** One call of KMS or CloudTrail, wherever its record was kept. */
export interface ActivityEvent {
  at: Instant
  id: string | null
  /** The service that was called. */
  target: 'kms' | 'cloudtrail'
  operation: string
  /** ARNs of the keys that the event names. A ReEncrypt names two. */
  keys: readonly string[]
  /** The search of another key finds the event, too, and counts it. */
  isRepeat: boolean
  caller: CallerRecord
  /** Error code. Null: the call succeeded. */
  error: string | null
  /** The state of the key that made the call fail. Null: another reason, or it succeeded. */
  unusable: UnusableState | null
  encryptionContext: Readonly<Record<string, string>> | null
  /** Whether the operation takes an encryption context with this key. */
  takesContext: boolean
  /** Of a change. */
  detail: string | null
  trail: string | null
}

export type UnusableState = 'disabled' | 'pending_deletion'

/** What a reader finds: an event, or one whose record it does not understand. */
export type FoundActivity = ActivityEvent | 'not_understood'
