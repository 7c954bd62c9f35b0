import { cut, cutMiddle, pad } from '../lib/text/cut.ts'
import { isUnused } from '../model/report/unused.ts'
import { joinCells, layout, MARGIN, type PlacedColumn } from './layout.ts'
import { styled, type Look } from './look.ts'
import type { Row } from './row.ts'
import { listHeight, type Browsed, type State } from './state.ts'

/** Draws the header and the rows on the screen, filled up to the height of the list. */
export function listLines(state: State, { columns }: Browsed, width: number, look: Look): string[] {
  const placed = layout(columns, width)
  const cellsOf = (texts: (at: number) => string): string =>
    joinCells(placed.map(column => cell(texts(column.at), column, columns[column.at]?.align ?? 'left', look)))
  const fit = (text: string): string => cut(text, width, look.ellipsis)
  const header = fit(' '.repeat(MARGIN) + cellsOf(at => headingOf(at, state, columns[at]?.title ?? '')))
  const rows = state.shown.slice(state.top, state.top + listHeight(state.size)).map((row, at) => {
    const isSelected = state.top + at === state.selected
    const mark = state.marked.has(row.key.key_arn) ? '*' : ' '
    const line = fit(`${isSelected ? '>' : ' '}${mark}${cellsOf(place => row.cells[place] ?? '')}`)
    return paintRow(line, row, isSelected, look)
  })
  const empty = Array.from({ length: listHeight(state.size) - rows.length }, () => '')
  return [styled(header, 'bold', look), ...rows, ...empty]
}

/** Names are cut in the middle, since they often differ at their end. */
function cell(text: string, { at, width }: PlacedColumn, align: 'left' | 'right', { ellipsis }: Look): string {
  return pad(at === 0 ? cutMiddle(text, width, ellipsis) : cut(text, width, ellipsis), width, align)
}

/** The title with the direction of sorting: `Region+` ascending, `Region-` descending. */
const headingOf = (at: number, { order }: State, title: string): string =>
  order?.column === at ? `${title}${order.isDescending ? '-' : '+'}` : title

function paintRow(line: string, { key }: Row, isSelected: boolean, look: Look): string {
  if (isSelected) return styled(line, 'inverse', look)
  if (key.error !== null) return styled(line, 'red', look)
  return isUnused(key) ? styled(line, 'yellow', look) : line
}
