import { pad } from '../../lib/text/cut.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { displayWidth } from '../../lib/text/width.ts'
import { wrapWhole } from '../../lib/text/wrap-columns.ts'

const COLUMN_SPACE = 2
/** No column becomes narrower than this. */
const LEAST_COLUMN = 8

/** Draws a table of at most so many columns: cells that are too long go on in the next line. */
export function tableLines(
  { titles, rows }: { titles: readonly string[]; rows: readonly (readonly string[])[] },
  room: number,
): string[] {
  const isRight = titles.map(title => title.startsWith('>'))
  const safe = [titles.map(title => title.replace(/^>/, '')), ...rows].map(row => row.map(safeText))
  const widths = fitted(
    titles.map((_, column) => Math.max(...safe.map(row => displayWidth(row[column] ?? '')))),
    room,
  )
  return safe.flatMap(row => rowLines(row, widths, isRight))
}

/** Takes width from the widest column until the table fits. */
function fitted(natural: readonly number[], room: number): number[] {
  const widths = [...natural]
  const total = (): number => widths.reduce((sum, width) => sum + width + COLUMN_SPACE, -COLUMN_SPACE)
  while (total() > room) {
    const widest = widths.indexOf(Math.max(...widths))
    if ((widths[widest] ?? 0) <= LEAST_COLUMN) return widths
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

function rowLines(row: readonly string[], widths: readonly number[], isRight: readonly boolean[]): string[] {
  const cells = row.map((cell, column) => wrapWhole(cell, widths[column] ?? LEAST_COLUMN))
  const height = Math.max(1, ...cells.map(lines => lines.length))
  return Array.from({ length: height }, (_, line) =>
    widths
      .map((width, column) => pad(cells[column]?.[line] ?? '', width, isRight[column] === true ? 'right' : 'left'))
      .join(' '.repeat(COLUMN_SPACE))
      .trimEnd(),
  )
}
