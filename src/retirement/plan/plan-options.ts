import type { Instant } from '../../model/time.ts'

/** How keys are retired. */
export interface PlanOptions {
  /** Days that each disabled key is watched. */
  watchDays: number
  /** Most keys in a wave. */
  waveSize: number
  /** Days after the report in which keys may be disabled. */
  planTtlDays: number
  now: Instant
  version: string
}
