import type { DiffGateWord } from '../../model/history/diff-gate.ts'
import type { ShowOptions } from '../../model/options/options.ts'

export interface DiffRequest extends Pick<ShowOptions, 'outputs' | 'color' | 'strict' | 'quiet'> {
  /** Paths, or `-` for stdin. Null: the reports of the demo. */
  reports: { old: string; new: string } | null
  failOn: readonly DiffGateWord[]
  debug: boolean
}
