import type { ShowOptions } from '../../model/options/options.ts'

export interface TrendRequest extends Pick<ShowOptions, 'outputs' | 'color' | 'strict' | 'quiet'> {
  /** Paths, or `-` for stdin. Null: the reports of the demo. */
  reports: readonly string[] | null
  debug: boolean
}
