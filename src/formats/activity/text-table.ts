import { displayWidth } from '../../lib/text/width.ts'
import type { View } from '../format.ts'
import { drawTable } from '../table/draw-table.ts'
import type { DrawnColumn } from '../table/drawn-column.ts'
import { labelledLines } from '../table/labelled-lines.ts'
import { frameFor } from '../table/table-frame.ts'
import { COLUMN_GAP, usableWidth } from '../table/terminal.ts'

/** A column of texts that are safe to print. */
export interface TextColumn<Row> {
  title: string
  align?: 'right'
  text(row: Row): string
  /** On a narrow terminal, columns with a higher number are left out first. Left out: the column stays. */
  drops?: number
  /** If the columns that stay are still too wide, this one is cut, down to so many terminal columns. */
  narrowest?: number
}

/** Draws rows with the width that their texts need, as far as the terminal has it, and names what is left out. */
export function* drawTextTable<Row>(
  columns: readonly TextColumn<Row>[],
  rows: readonly Row[],
  view: View,
): Generator<string> {
  const all = columns.map(column => ({ ...column, width: widthOf(column, rows) }))
  const shown = view.terminal ? fitting(all, usableWidth(view)) : all
  const drawn = shown.map(({ title, align, text, width }): DrawnColumn<Row> => ({
    title,
    align: align ?? 'left',
    width,
    text,
    style: () => undefined,
  }))
  yield* drawTable(drawn, rows, view, frameFor(drawn, view))
  const titles = new Set(shown.map(({ title }) => title))
  const hidden = all.filter(({ title }) => !titles.has(title)).map(({ title }) => title)
  if (hidden.length > 0)
    yield `${labelledLines('Not shown', `${hidden.join(', ')}. Widen the terminal or use -o csv.`, view)}\n`
}

type Measured<Row> = TextColumn<Row> & { width: number }

const widthOf = <Row>({ title, text }: TextColumn<Row>, rows: readonly Row[]): number =>
  rows.reduce((most, row) => Math.max(most, displayWidth(text(row))), displayWidth(title))

/** Leaves out columns, then makes the widest column that may be cut narrower, until the table fits. */
function fitting<Row>(columns: readonly Measured<Row>[], room: number): readonly Measured<Row>[] {
  let left = [...columns]
  const order = columns.flatMap(({ drops }) => drops ?? []).toSorted((a, b) => b - a)
  for (const number of order) if (excess(left, room) > 0) left = left.filter(({ drops }) => drops !== number)
  const fitted = left.map(column => ({ ...column }))
  for (let over = excess(fitted, room); over > 0; over--) {
    const cuttable = fitted.filter(({ width, narrowest = Infinity }) => width > narrowest)
    const [widest] = cuttable.toSorted((a, b) => b.width - a.width)
    if (widest === undefined) break
    widest.width--
  }
  return fitted
}

const excess = (columns: readonly { width: number }[], room: number): number =>
  columns.reduce((sum, { width }) => sum + width + COLUMN_GAP, -COLUMN_GAP) - room
