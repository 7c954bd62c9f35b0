import type { ActivityEvent, FoundActivity } from '../model/assessments/activity-event.ts'
import type { ActivityWindow } from '../model/assessments/activity-window.ts'
import type { Instant } from '../model/time.ts'

/**
 * Reads calls of one account and Region from where their records are kept. Event history of CloudTrail is one reader;
 * an archive can be another. Each notes a gap for what it could not read.
 */
export interface ActivityReader {
  /** Hands over every event of the time that it can reach. The window says how far it got. */
  read(request: ActivityRequest, sink: ActivitySink): Promise<ActivityWindow>
}

export interface ActivityRequest {
  /** The start of the time that is asked about. */
  since: Instant
  /** ARNs of the keys that are asked about. Null: all keys. */
  keys: readonly string[] | null
  /** Pages to read at most. */
  maxPages: number
  /** Whether the run reads this account and Region. */
  isRead(account: string, region: string): boolean
  /** Lists the keys of the Region by their ARNs, if each has to be searched. Null: they could not be listed. */
  listKeys(): Promise<readonly string[] | null>
}

/** Takes events in any order, one by one, so that a reader keeps none of them. */
export interface ActivitySink {
  /** An event to count. */
  call(event: FoundActivity): void
  /** A change that was found by its name. It may have been counted as a call as well. */
  change(event: ActivityEvent): void
}
