import { batches } from '../../lib/batches.ts'
import { paint, type Style } from '../../lib/text/paint.ts'
import { cut, pad } from '../../lib/text/cut.ts'
import type { View } from '../format.ts'
import type { DrawnColumn } from './drawn-column.ts'
import { ellipsisFor } from './terminal.ts'
import type { TableFrame } from './table-frame.ts'

/** Draws the table in pieces, so that the beginning of a long table is written before its end is drawn. */
export function* drawTable<Row>(
  columns: readonly DrawnColumn<Row>[],
  rows: readonly Row[],
  view: View,
  { top, middle, bottom, edges }: TableFrame,
): Generator<string> {
  const row = (cells: readonly string[]): string =>
    `${cells.reduce((line, cell, index) => line + edges[index] + cell, '')}${edges.at(-1)}\n`
  const fills = columns.map((column, index) => cellFiller(column, view, index === columns.length - 1))

  yield `${top}${row(columns.map(({ title }, index) => fills[index]?.(title, 'bold') ?? ''))}${middle}`
  for (const batch of batches(rows, 200)) {
    yield batch
      .map(one => row(columns.map((column, index) => fills[index]?.(column.text(one), column.style(one)) ?? '')))
      .join('')
  }
  yield bottom
}

type Fill = (text: string, style: Style | undefined) => string

/**
 * Returns a function that fills a cell to the width of its column. A cell that may not be cut can be wider. On a
 * terminal no line ends with spaces.
 */
function cellFiller({ width, align }: Pick<DrawnColumn, 'width' | 'align'>, view: View, isLast: boolean): Fill {
  const ellipsis = ellipsisFor(view)
  const isPadded = !(view.terminal && isLast && align === 'left')
  return (text, style) => {
    const whole = view.terminal ? cut(text, width, ellipsis) : text
    const cell = isPadded ? pad(whole, width, align) : whole
    return view.color && style !== undefined ? paint(cell, style) : cell
  }
}
