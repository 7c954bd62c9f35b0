import { displayWidth } from '../../lib/text/width.ts'
import type { View } from '../format.ts'
import { drawTable } from '../table/draw-table.ts'
import type { DrawnColumn } from '../table/drawn-column.ts'
import { frameFor } from '../table/table-frame.ts'
import { COLUMN_GAP, usableWidth } from '../table/terminal.ts'

/** A column of texts that are safe to print. */
export interface TextColumn<Row> {
  title: string
  align?: 'right'
  text(row: Row): string
  /** Gives way on a narrow terminal. */
  gives?: true
}

/** Draws rows with the width that their texts need. On a terminal the column that gives way gets what is left. */
export function* drawTextTable<Row>(
  columns: readonly TextColumn<Row>[],
  rows: readonly Row[],
  view: View,
): Generator<string> {
  const widths = columns.map(({ title, text }) =>
    rows.reduce((most, row) => Math.max(most, displayWidth(text(row))), displayWidth(title)),
  )
  const used = widths.reduce((sum, width) => sum + width + COLUMN_GAP, -COLUMN_GAP)
  const excess = view.terminal ? Math.max(0, used - usableWidth(view)) : 0
  const drawn = columns.map(({ title, align, text, gives }, index): DrawnColumn<Row> => ({
    title,
    align: align ?? 'left',
    width: Math.max(NARROWEST, (widths[index] ?? 0) - (gives === true ? excess : 0)),
    text,
    style: () => undefined,
  }))
  yield* drawTable(drawn, rows, view, frameFor(drawn, view))
}

const NARROWEST = 4
