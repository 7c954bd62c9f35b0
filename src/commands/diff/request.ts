import type { DiffGateWord } from '../../model/history/diff-gate.ts'
import type { Period } from '../../model/period.ts'
import type { ShowOptions } from '../../model/options/options.ts'

export interface DiffRequest extends Pick<ShowOptions, 'outputs' | 'color' | 'strict' | 'quiet'> {
  /** Paths, or `-` for stdin. Null: the reports of the demo. */
  reports: { old: string; new: string } | null
  /** Compare with a run of a history instead. Null: with a report. */
  since: SinceRequest | null
  failOn: readonly DiffGateWord[]
  debug: boolean
}

/** A report, or the last run of a history, and how much earlier the run is with which it is compared. */
export interface SinceRequest {
  history: string
  period: Period
  /** Path of the new report, or `-` for stdin. Null: the last run of the history. */
  report: string | null
}
