import type { Instant } from './time.ts'

/** Number of requests that used a key in the requested days, by operation: the CloudWatch metric SuccessfulRequest. */
export interface RequestCounts {
  total: number
  byOperation: Readonly<Record<string, number>>
  /** The sums of each day with a request, by operation and start (UTC) of the day. Only for a key that is explained. */
  byDay?: RequestsByDay
}

export interface RequestsByDay {
  /** Start (UTC) of the first day. */
  start: Instant
  /** The end of the last day that was read. */
  end: Instant
  sums: Readonly<Record<string, Readonly<Record<Instant, number>>>>
}
