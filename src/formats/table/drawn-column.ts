import type { Style } from '../../lib/text/paint.ts'
import type { KeyRecord } from '../../model/report/report.ts'

/** One column with its final width. */
export interface DrawnColumn<Row = KeyRecord> {
  title: string
  align: 'left' | 'right'
  /** Terminal columns of each cell. A longer cell is cut on a terminal, and overflows elsewhere. */
  width: number
  /** Returns one line that is safe to print. */
  text(row: Row): string
  style(row: Row): Style | undefined
}

export interface TableLayout {
  columns: readonly DrawnColumn[]
  /** Names of the parts that do not fit on the terminal. */
  notShown: readonly string[]
}
