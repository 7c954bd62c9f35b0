import Table from 'cli-table3'
import type { View } from '../format.ts'
import type { DrawnColumn } from './drawn-column.ts'
import { COLUMN_GAP } from './terminal.ts'

/** The lines around the rows of a table, each with its line end, and what stands between its cells. */
export interface TableFrame {
  top: string
  middle: string
  bottom: string
  /** What stands before, between and behind the cells of a row. */
  edges: string[]
}

/** A box when piped; on a terminal one rule below the titles, which leaves the room to the cells. */
export const frameFor = (columns: readonly DrawnColumn[], { terminal, unicode }: View): TableFrame =>
  terminal ? openFrame(columns, unicode ? '─' : '-') : boxFrame(columns)

/** One rule below the titles, and no lines between the columns. */
export const openFrame = (columns: readonly Pick<DrawnColumn, 'width'>[], rule: string): TableFrame => ({
  top: '',
  middle: `${columns.map(({ width }) => rule.repeat(width)).join(' '.repeat(COLUMN_GAP))}\n`,
  bottom: '',
  edges: ['', ...columns.slice(1).map(() => ' '.repeat(COLUMN_GAP)), ''],
})

/**
 * Drawn by cli-table3, once, around one empty row: it takes half a minute for 100,000 rows, and it measures emoji and
 * many scripts otherwise than terminals show them, so the cells are measured and filled in elsewhere.
 */
function boxFrame(columns: readonly DrawnColumn[]): TableFrame {
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

/** What is piped goes into files, mails and tools that may know nothing else. */
// prettier-ignore
const ASCII = {
  top: '-', 'top-left': '+', 'top-mid': '+', 'top-right': '+',
  mid: '-', 'left-mid': '+', 'mid-mid': '+', 'right-mid': '+',
  bottom: '-', 'bottom-left': '+', 'bottom-mid': '+', 'bottom-right': '+',
  left: '|', middle: '|', right: '|',
}
