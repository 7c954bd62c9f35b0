import type { ShowOptions } from '../../model/options/options.ts'

export interface TrendRequest extends Pick<ShowOptions, 'outputs' | 'color' | 'strict' | 'quiet'> {
  /** Paths, or `-` for stdin. Null: the reports of the demo. */
  reports: readonly string[] | null
  /** Path of a history. Null: the reports are enough. */
  history: string | null
  /** Append the reports to the history. */
  add: boolean
  debug: boolean
}
