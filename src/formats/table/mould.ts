import Table from 'cli-table3'
import type { View } from '../format.ts'
import type { SizedColumn } from './fit.ts'

/** The lines of an empty table, from which one of any length is cast. */
export interface Mould {
  top: string
  middle: string
  bottom: string
  /** What stands before, between and behind the cells of a row. */
  edges: string[]
}

/**
 * Drawn by cli-table3, once: it takes half a minute for 100,000 rows, and it measures emoji and many scripts otherwise
 * than terminals show them, so the cells are measured and filled in by ourselves.
 */
export function mouldOf(columns: readonly SizedColumn[], { terminal }: View): Mould {
  const blanks = columns.map(({ width }) => BLANK.repeat(width))
  const table = new Table({
    head: blanks,
    colWidths: columns.map(({ width }) => width + 2),
    chars: terminal ? {} : ASCII,
    style: { head: [], border: [] },
  })
  table.push(blanks)
  const [top = '', , middle = '', row = '', bottom = ''] = table.toString().split('\n')
  return { top, middle, bottom, edges: row.split(BLANKS) }
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
