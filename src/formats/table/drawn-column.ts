import type { Style } from '../../lib/text/paint.ts'
import type { KeyRecord } from '../../model/report.ts'

/** One column as it is drawn. */
export interface DrawnColumn<Row = KeyRecord> {
  title: string
  align: 'left' | 'right'
  /** Terminal columns that its cells take; a longer cell is cut on a terminal and runs over elsewhere. */
  width: number
  /** One safe line. */
  text(row: Row): string
  style(row: Row): Style | undefined
}

export interface TableLayout {
  columns: readonly DrawnColumn[]
  /** What the terminal has no room for, in words. */
  notShown: readonly string[]
}
