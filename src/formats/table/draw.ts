import { batches } from '../../lib/batches.ts'
import { paint, type Style } from '../../lib/paint.ts'
import { cut, pad } from '../../lib/width.ts'
import type { KeyRecord } from '../../model/report.ts'
import type { View } from '../format.ts'
import type { SizedColumn } from './fit.ts'
import { mouldOf } from './mould.ts'

/** The table in pieces that join, so that a long one is written while it is drawn. */
export function* draw(columns: readonly SizedColumn[], keys: readonly KeyRecord[], view: View): Generator<string> {
  const { top, middle, bottom, edges } = mouldOf(columns, view)
  const row = (cells: readonly string[]): string =>
    `${cells.reduce((line, cell, index) => line + edges[index] + cell, '')}${edges.at(-1)}\n`

  yield `${top}\n${row(columns.map(column => fill(column, column.title, 'bold', view)))}${middle}\n`
  for (const batch of batches(keys, 200)) {
    yield batch.map(key => row(columns.map(column => fill(column, column.text(key), column.style(key), view)))).join('')
  }
  yield `${bottom}\n`
}

/** One cell: as wide as its column, or wider where nothing may be cut. */
function fill({ width, align }: SizedColumn, text: string, style: Style | undefined, view: View): string {
  const cell = pad(view.terminal ? cut(text, width) : text, width, align)
  return view.color && style !== undefined ? paint(cell, style) : cell
}
