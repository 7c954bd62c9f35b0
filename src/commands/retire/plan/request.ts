import type { Options, Output } from '../../../model/options/options.ts'

/** All options of `retire plan`. */
export interface PlanRequest {
  /** The audit, or the saved report, that is planned. */
  run: Options
  outputs: readonly Output[]
  /** Directory for the plan. Null: it is only shown. */
  out: string | null
  watchDays: number
  waveSize: number
  planTtlDays: number
}
