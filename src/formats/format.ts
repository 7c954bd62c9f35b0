import type { KeyRecord, Report } from '../model/report/report.ts'
import type { Rerun } from '../model/options/rerun.ts'
import type { ColumnName } from './columns/index.ts'
import type { Sort } from './columns/sort-keys.ts'

/** How the reader sees the output. A format depends on nothing else but the report. */
export interface View {
  /** True only if the output goes to a terminal. */
  terminal: boolean
  /** Columns of that terminal. Ignored for a pipe or a file, where nothing is cut. */
  width: number
  /** Whether ANSI colours may be used. */
  color: boolean
  /** Whether the terminal shows more than ASCII. Ignored for a pipe or a file. */
  unicode: boolean
  /** Every audited key, if `--only` leaves some of them out of the report. */
  allKeys?: readonly KeyRecord[]
  /** The columns of the table or the CSV. Left out: the default columns of the format. */
  columns?: readonly ColumnName[]
  /** The order of the table or the CSV. Left out: the default order of the format. */
  sort?: Sort
  /** The options of this run that a suggested next command repeats. Left out: no command is suggested. */
  rerun?: Rerun
}

/**
 * One output format: of a report, or of what another command shows. It is pure: the same input and view give the same
 * text, in chunks that can be written one by one.
 */
export interface Format<Shown = Report> {
  /** One line for `--help` and the README. */
  title: string
  render(shown: Shown, view: View): Iterable<string>
}
