import { batches } from '../../lib/batches.ts'
import { paint, type Style } from '../../lib/paint.ts'
import { cut, pad } from '../../lib/width.ts'
import type { KeyRecord } from '../../model/report.ts'
import type { View } from '../format.ts'
import type { DrawnColumn } from './drawn-column.ts'
import { ellipsisOf } from './fit.ts'
import { frameOf } from './frame.ts'

/** The table in pieces that join, so that a long one is written while it is drawn. */
export function* draw(columns: readonly DrawnColumn[], keys: readonly KeyRecord[], view: View): Generator<string> {
  const { top, middle, bottom, edges } = frameOf(columns, view)
  const row = (cells: readonly string[]): string =>
    `${cells.reduce((line, cell, index) => line + edges[index] + cell, '')}${edges.at(-1)}\n`
  const fills = columns.map((column, index) => filler(column, view, index === columns.length - 1))

  yield `${top}${row(columns.map(({ title }, index) => fills[index]?.(title, 'bold') ?? ''))}${middle}`
  for (const batch of batches(keys, 200)) {
    yield batch
      .map(key => row(columns.map((column, index) => fills[index]?.(column.text(key), column.style(key)) ?? '')))
      .join('')
  }
  yield bottom
}

type Fill = (text: string, style: Style | undefined) => string

/** Makes a cell as wide as its column, or wider where nothing may be cut. No spaces end a line on a terminal. */
function filler({ width, align }: DrawnColumn, view: View, isLast: boolean): Fill {
  const ellipsis = ellipsisOf(view)
  const isPadded = !(view.terminal && isLast && align === 'left')
  return (text, style) => {
    const whole = view.terminal ? cut(text, width, ellipsis) : text
    const cell = isPadded ? pad(whole, width, align) : whole
    return view.color && style !== undefined ? paint(cell, style) : cell
  }
}
