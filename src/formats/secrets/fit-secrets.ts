import type { SecretRecord } from '../../model/assessments/secrets.ts'
import type { DrawnColumn } from '../table/drawn-column.ts'
import { COLUMN_GAP } from '../table/terminal.ts'

type Columns = readonly DrawnColumn<SecretRecord>[]

/**
 * Leaves out the least important columns until the others fit. On a narrow terminal, names and states are cut before a
 * secret loses its Region.
 */
export function fitSecrets(all: Columns, room: number): Columns {
  const columns = all.map(one => (one.title === 'Key' ? { ...one, width: Math.min(one.width, LONGEST_KEY) } : one))
  for (let hidden = 0; hidden <= LEAST_IMPORTANT.length; hidden++) {
    const left = columns.filter(({ title }) => !LEAST_IMPORTANT.slice(0, hidden).includes(title))
    const over = widthOf(left) - room
    if (over <= 0) return left
    if (hidden < CUT_AFTER) continue
    const cut = shrunk(left, over)
    if (widthOf(cut) <= room || hidden === LEAST_IMPORTANT.length) return cut
  }
  return columns
}

const LONGEST_KEY = 24
const LEAST_IMPORTANT = ['$/Month', 'Key', 'Rotated', 'Use', 'Account', 'Region', 'Last Read']
/** Columns that are left out before any other is cut. */
const CUT_AFTER = 5

/** The columns that can be cut, in this order, and the width that each keeps. */
const LEAST_WIDTHS: readonly (readonly [title: string, width: number])[] = [
  ['Rotation', 14],
  ['Secret', 16],
]

function shrunk(columns: Columns, over: number): Columns {
  let excess = over
  let cut = columns
  for (const [title, least] of LEAST_WIDTHS) {
    cut = cut.map(column => {
      if (column.title !== title || excess <= 0) return column
      const width = Math.max(Math.min(least, column.width), column.width - excess)
      excess -= column.width - width
      return { ...column, width }
    })
  }
  return cut
}

const widthOf = (columns: Columns): number => columns.reduce((sum, { width }) => sum + width + COLUMN_GAP, -COLUMN_GAP)
