import type { ArchiveDoubt } from './archived-activity.ts'

/** How far one account and Region was read. */
export interface ActivityWindow {
  account_id: string
  region: string
  /** Events since this time were read. Later than `since` of the document: counts are lower bounds. Null: none were read. */
  since: string | null
  /** Newer events may be missing, because CloudTrail delivers them some minutes late. */
  until: string | null
  /** Whether the whole time that was asked about was read. */
  is_complete: boolean
  /** Why the start of the time was not reached. */
  why: string | null
  /** How events were searched: all of the Region, or those of each key. */
  search: 'region' | 'keys'
  pages: number
  events: number
  /** Events whose record could not be read. They are in no other count. */
  not_understood: number
  /** Keys whose events were not read to the start of the time, where each key was searched. */
  partial_keys: PartialKey[]
  /** Changes that were not all read. */
  unread_changes: string[]
  /**
   * `444455556666 us-east-1`: accounts and Regions that were not read, and that record changes of trails of this Region.
   * Null: the trails could not be listed.
   */
  unread_trail_homes: string[] | null
  /** Where the events were read: `cloudtrail` for event history, or the ID of an archive. Left out: in event history. */
  source?: string
  /** Of an archive: the time in which calls may be missing. */
  doubts?: ArchiveDoubt[]
}

export interface PartialKey {
  key_arn: string
  /** Null: no event of the key was read. */
  since: string | null
}
