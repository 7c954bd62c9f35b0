import type { ColorMode } from '../../lib/text/color-mode.ts'
import type { Severity } from '../finding.ts'
import type { ReferenceFilter } from '../report/references.ts'
import type { Disposition } from '../usage.ts'
import type { RerunOptions } from './rerun.ts'

/** What is shown of a report, and what decides the exit code. */
export interface ShowOptions {
  /** At least one; at most one goes to stdout. */
  outputs: readonly Output[]
  /** Which keys get a row: those that fit a verdict and a reference, of the words given. Empty: all of them. */
  only: readonly KeyFilter[]
  /** Which keys and findings make the exit code 1. Empty: none. */
  failOn: readonly FailOn[]
  /** Findings of this severity and worse are shown. Null: all. */
  severity: Severity | null
  /** Whether an incomplete report makes the exit code 4. */
  strict: boolean
  /** Only errors are written to stderr. */
  quiet: boolean
  /** `auto`: a line that is redrawn, on a terminal only. `log`: plain lines, everywhere. */
  progress: 'auto' | 'log' | 'off'
  /** Colors of what goes to stdout; files have none. */
  color: ColorMode
  /** Names of columns of the table and CSV, as the CSV header has them. Empty: those of the format. */
  columns: readonly string[]
  /** Order of the rows of the table and CSV, by one column. Null: the order of the format. */
  sort: { column: string; isDescending: boolean } | null
  rerun: RerunOptions
}

/** One of the outputs of a run. */
export interface Output {
  /** Id of the format. */
  format: string
  /** Null: stdout. */
  file: string | null
}

/** `unused`: stale, never or silent, customer managed, readable and not scheduled for deletion. */
export type DispositionFilter = Disposition | 'unused'

/** A word of `--only`. */
export type KeyFilter = DispositionFilter | ReferenceFilter

/** A disposition, `unused`, a severity (that or worse), or the id of a check or a glob of ids. */
export type FailOn = DispositionFilter | Severity | 'anomaly' | `${string}-${string}` | `${string}${'*' | '?'}${string}`
