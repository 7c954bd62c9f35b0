import type { KeyRecord, Report } from '../model/report.ts'
import type { ColumnName } from './columns/index.ts'
import type { Sort } from './columns/sort.ts'

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

/** This run, as far as a next run is like it. */
export interface Rerun {
  /** `kms-audit`, or how else it was started. */
  program: string
  /** The typed options that say what is audited: their long names without dashes, and their words, not quoted. */
  options: readonly { name: string; words: readonly string[] }[]
  /** The report was read from a file or from stdin, so that nothing more can be asked of AWS. */
  isSaved: boolean
  isFromStdin: boolean
  /** CloudTrail was asked, to its end, for every unused key. */
  isDoubleChecked: boolean
  /** Only unused keys are shown. */
  isUnusedOnly: boolean
  /** CloudTrail is among the sources, or the plan that is the default includes it. */
  asksCloudTrail: boolean
  /** Other Regions would be of no use: all were asked for, or the sample account has no others. */
  isRegionFixed: boolean
}

/** One output format. Pure: the same report and view give the same text, in chunks that may be written one by one. */
export interface Format {
  /** One line for `--help` and the README. */
  title: string
  render(report: Report, view: View): Iterable<string>
}
