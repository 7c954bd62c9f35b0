import { cut, displayWidth, pad } from '../../lib/width.ts'
import type { View } from '../format.ts'

export interface Rows {
  rows: { level: string; rest: string }[]
  /** Whether the terminal was too narrow for some of them. */
  isCut: boolean
}

/**
 * Level, check, key, place and detail in columns, a line each. A terminal that is too narrow shows the beginning of the
 * key id, which the table above has in full, then no place, and at last the beginning of the detail.
 */
export function alignedRows(cells: readonly (readonly string[])[], view: View): Rows {
  const natural = [0, 1, 2, 3, 4].map(column => widest(cells, column))
  const widths = view.terminal ? fitted(natural, roomOf(view)) : natural
  const rows = cells.map(row => {
    const [level = '', ...rest] = row.map((text, column) => filled(text, widths[column] ?? 0))
    return {
      level,
      rest: rest
        .map(text => (text === '' ? '' : MARGIN + text))
        .join('')
        .trimEnd(),
    }
  })
  return { rows, isCut: widths.some((width, column) => width < (natural[column] ?? 0)) }
}

const MARGIN = '  '

/** A column that has no room is not there. */
const filled = (text: string, width: number): string => (width === 0 ? '' : pad(cut(text, width), width))

const widest = (cells: readonly (readonly string[])[], column: number): number =>
  cells.reduce((most, row) => Math.max(most, displayWidth(row[column] ?? '')), 0)

/** A column of its own at the end of a line makes some terminals begin another. */
const roomOf = ({ width }: View): number => (width > 0 ? width : 80) - 1

/** A sentence of the first length can be read; one cut to less than the second tells nothing. */
const READABLE = 60
const TOLERABLE = 24
/** Eight digits of a key id, also of a multi-Region one, or a whole account id. */
const SHORT_KEY = 13

function fitted([level = 0, check = 0, key = 0, place = 0, detail = 0]: readonly number[], room: number): number[] {
  const leftBy = (...shown: readonly number[]): number =>
    shown.reduce((left, width) => (width === 0 ? left : left - width - MARGIN.length), room)
  const missing = Math.min(detail, READABLE) - leftBy(level, check, key, place)
  const cutKey = missing > 0 ? Math.min(key, Math.max(SHORT_KEY, key - missing)) : key
  const isRoomy = leftBy(level, check, cutKey, place) >= Math.min(detail, TOLERABLE)
  const shownPlace = isRoomy ? place : 0
  const left = leftBy(level, check, cutKey, shownPlace)
  return [level, check, cutKey, shownPlace, Math.max(0, Math.min(detail, left))]
}
