import type { CallerRecord } from './activity.ts'

/** A key that is pending deletion or gone since an earlier run of the history, and who scheduled its deletion. */
export interface DeletionRecord extends Partial<CallerRecord> {
  account_id: string
  region: string
  key_id: string
  /** Null: the key had none. */
  alias: string | null
  outcome: 'pending_deletion' | 'gone'
  /** Time of the last run of the history in which this was not so yet. */
  seen_at: string
  /** When AWS deletes or deleted the key. Null: not known. */
  deletion_date: string | null
  /** Whether CloudTrail says who scheduled the deletion. The fields of the event are present if it is `known`. */
  status: 'known' | 'unknown'
  operation?: string
  event_id?: string
  event_time?: string
  /** Why it is not known. Present unless the status is `known`. */
  why?: string
}
