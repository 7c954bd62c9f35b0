import type { View } from '../format.ts'
import type { DrawnColumn } from './drawn-column.ts'
import { COLUMN_GAP } from './terminal.ts'

/** The lines around the rows of a table, each with its line end, and the text between its cells. */
export interface TableFrame {
  top: string
  middle: string
  bottom: string
  /** The text before, between and after the cells of a row. */
  edges: string[]
}

/** Returns a box for a pipe, or one rule below the titles for a terminal, which leaves more width to the cells. */
export const frameFor = (columns: readonly Pick<DrawnColumn, 'width'>[], { terminal, unicode }: View): TableFrame =>
  terminal ? openFrame(columns, unicode ? '─' : '-') : boxFrame(columns)

/** Returns one rule below the titles, without lines between the columns. */
export const openFrame = (columns: readonly Pick<DrawnColumn, 'width'>[], rule: string): TableFrame => ({
  top: '',
  middle: `${columns.map(({ width }) => rule.repeat(width)).join(' '.repeat(COLUMN_GAP))}\n`,
  bottom: '',
  edges: ['', ...columns.slice(1).map(() => ' '.repeat(COLUMN_GAP)), ''],
})

/** Returns a box of ASCII, since piped output goes to files, mails and tools that may show nothing else. */
function boxFrame(columns: readonly Pick<DrawnColumn, 'width'>[]): TableFrame {
  const rule = `+${columns.map(({ width }) => `-${'-'.repeat(width)}-`).join('+')}+\n`
  return { top: rule, middle: rule, bottom: rule, edges: ['| ', ...columns.slice(1).map(() => ' | '), ' |'] }
}
