import type { KeyRecord, Report } from '../model/report.ts'
import type { Rerun } from '../model/rerun.ts'
import type { ColumnName } from './columns/index.ts'
import type { Sort } from './columns/sort-keys.ts'

/** How the reader sees the output: formats depend on nothing else but the report. */
export interface View {
  /** True only when the output goes to a terminal. */
  terminal: boolean
  /** Columns of that terminal; ignored elsewhere: what is piped is never cut. */
  width: number
  /** Whether ANSI colours may be used. */
  color: boolean
  /** Whether the terminal shows more than ASCII; ignored elsewhere. */
  unicode: boolean
  /** Every key of the report, where `--only` leaves some of them out of it. */
  allKeys?: readonly KeyRecord[]
  /** Of the table and the CSV; left out: those of the format. */
  columns?: readonly ColumnName[]
  /** Of the table and the CSV; left out: the order of the format. */
  sort?: Sort
  /** What the proposed next command repeats of this run. Left out: none is proposed. */
  rerun?: Rerun
}

/** One output format. Pure: the same report and view give the same text, in chunks that may be written one by one. */
export interface Format {
  /** One line for `--help` and the README. */
  title: string
  render(report: Report, view: View): Iterable<string>
}
