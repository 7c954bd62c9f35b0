import type { ActivityThresholds } from '../../model/assessments/activity.ts'
import type { Since } from '../../model/since.ts'
import type { Instant } from '../../model/time.ts'

/** Which calls are read. */
export interface ActivityQuestion {
  since: Since
  /** The end of the time, of an archive. Null: now. */
  until: Instant | null
  thresholds: ActivityThresholds
  /** Pages of events to read in each account and Region. */
  maxPages: number
}
