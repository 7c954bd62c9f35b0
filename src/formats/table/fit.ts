import { displayWidth } from '../../lib/width.ts'
import type { KeyRecord } from '../../model/report.ts'
import type { View } from '../format.ts'
import type { Column } from './columns.ts'

export interface SizedColumn extends Column {
  width: number
}

/** How wide each column is, and the titles of those that the terminal has no room for. */
export interface Layout {
  columns: SizedColumn[]
  hidden: string[]
}

export function fit(columns: readonly Column[], keys: readonly KeyRecord[], view: View): Layout {
  const natural = columns.map(column => ({ ...column, width: naturalWidth(column, keys) }))
  return view.terminal ? squeeze(natural, roomOf(view)) : { columns: natural.map(limit), hidden: [] }
}

/** What goes first when room is short, `Key State` early since `Enabled` says most of it: numbers and dates are shown whole or not at all, half of one would mislead. */
const EXPENDABLE = [/^Aliases$/, /^Key State$/, /^Requests/, /^Description$/, /^Account$/, /^Region$/, /^Enabled$/]

/** Columns that may be cut, down to this width. */
const FLOORS: Readonly<Record<string, number>> = { 'Key State': 9, Description: 11, Aliases: 20 }

/** Aliases are an extra: they come only where a description has its room. */
const COMFORT = 30

/** Where even Key ID and Last Used do not fit side by side, these are cut, in turn and down to that width. */
const LAST_RESORTS = [
  ['Last Used', 13],
  ['Key ID', 8],
  ['Last Used', 1],
  ['Key ID', 1],
] as const

/** Nothing piped is cut, but one endless description must not stretch every other line: its own line runs over. */
const WIDEST = 200

const limit = (column: SizedColumn): SizedColumn => ({ ...column, width: Math.min(column.width, WIDEST) })

const naturalWidth = ({ title, text }: Column, keys: readonly KeyRecord[]): number =>
  keys.reduce((widest, key) => Math.max(widest, displayWidth(text(key))), displayWidth(title))

/** A terminal that does not tell its width is taken for one of 80 columns. The last rule takes one column. */
const roomOf = ({ width }: View): number => (width > 0 ? width : 80) - 1

/** A rule and a space on either side. */
const MARGIN = 3

const total = (columns: readonly SizedColumn[]): number => columns.reduce((sum, { width }) => sum + width + MARGIN, 0)

function squeeze(natural: readonly SizedColumn[], room: number): Layout {
  let kept = natural
  for (const name of EXPENDABLE) {
    if (total(kept.map(toFloor)) <= room) break
    kept = kept.filter(({ title }) => !name.test(title))
  }
  const hidden = natural.filter(column => !kept.includes(column)).map(({ title }) => title)
  return { columns: cram(stretch(kept, room), room), hidden: hidden.filter(title => title !== 'Aliases') }
}

const toFloor = (column: SizedColumn, _: number, all: readonly SizedColumn[]): SizedColumn => {
  const comfortable = column.title === 'Description' && all.some(({ title }) => title === 'Aliases')
  const floor = comfortable ? COMFORT : (FLOORS[column.title] ?? column.width)
  return { ...column, width: Math.min(column.width, floor) }
}

/** Gives the room that is left to the columns that were cut, from left to right. */
function stretch(columns: readonly SizedColumn[], room: number): SizedColumn[] {
  let spare = room - total(columns.map(toFloor))
  return columns.map((column, index) => {
    const { width } = toFloor(column, index, columns)
    const more = Math.max(0, Math.min(spare, column.width - width))
    spare -= more
    return { ...column, width: width + more }
  })
}

function cram(columns: SizedColumn[], room: number): SizedColumn[] {
  for (const [title, least] of LAST_RESORTS) {
    const column = columns.find(candidate => candidate.title === title)
    const excess = total(columns) - room
    if (column !== undefined && excess > 0)
      column.width = Math.min(column.width, Math.max(least, column.width - excess))
  }
  return columns
}
