import Table from 'cli-table3'
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

/**
 * Returns a box that cli-table3 draws once, around one empty row. The cells are measured and filled in elsewhere:
 * cli-table3 takes half a minute for 100,000 rows, and it measures emoji and many scripts differently from terminals.
 */
function boxFrame(columns: readonly Pick<DrawnColumn, 'width'>[]): TableFrame {
  const blanks = columns.map(({ width }) => BLANK.repeat(width))
  const table = new Table({
    head: blanks,
    colWidths: columns.map(({ width }) => width + 2),
    chars: ASCII,
    style: { head: [], border: [] },
  })
  table.push(blanks)
  const [top = '', , middle = '', row = '', bottom = ''] = table.toString().split('\n')
  return { top: `${top}\n`, middle: `${middle}\n`, bottom: `${bottom}\n`, edges: row.split(BLANKS) }
}

const BLANK = '_'
const BLANKS = /_+/

/** Piped output goes to files, mails and tools that may show only ASCII. */
// prettier-ignore
const ASCII = {
  top: '-', 'top-left': '+', 'top-mid': '+', 'top-right': '+',
  mid: '-', 'left-mid': '+', 'mid-mid': '+', 'right-mid': '+',
  bottom: '-', 'bottom-left': '+', 'bottom-mid': '+', 'bottom-right': '+',
  left: '|', middle: '|', right: '|',
}
