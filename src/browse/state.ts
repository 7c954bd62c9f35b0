import { filterRows, sortRows, type Order, type Verdict } from './select-rows.ts'
import type { ListColumn, Row } from './row.ts'

/** Which keys the program listens to, and what it shows. */
export type Mode = 'list' | 'filter' | 'search' | 'file' | 'detail' | 'help'

/** What stays the same while a report is browsed. */
export interface Browsed {
  columns: readonly ListColumn[]
  rows: readonly Row[]
  /** Returns everything about a key as lines of at most `width` columns, safe to print. */
  explain(row: Row, width: number): readonly string[]
  /** Where marked keys are written when the browser is left. Null: nowhere. */
  markedFile: string | null
}

/** The terminal, in characters. */
export interface Size {
  columns: number
  rows: number
}

export interface State {
  mode: Mode
  size: Size
  /** What was typed for the filter, the search or the name of a file. */
  typed: string
  filter: string
  search: string
  verdict: Verdict
  order: Order
  /** All rows, sorted. */
  sorted: readonly Row[]
  /** The sorted rows that the filters leave. */
  shown: readonly Row[]
  /** The place of the selected row in `shown`; 0 if there is none. */
  selected: number
  /** The place of the first row on the screen. */
  top: number
  /** ARNs. */
  marked: ReadonlySet<string>
  /** Whether all marks were written since the last change. */
  isWritten: boolean
  /** The first line of the explanation or the help that is on the screen. */
  scroll: number
  /** The next `q` leaves without writing the marks. */
  isLeaving: boolean
  /** What the last line says. */
  message: string
}

/** The list as it is first shown. */
export const initialState = ({ rows }: Browsed, size: Size): State => ({
  mode: 'list',
  size,
  typed: '',
  filter: '',
  search: '',
  verdict: 'all',
  order: null,
  sorted: rows,
  shown: rows,
  selected: 0,
  top: 0,
  marked: new Set(),
  isWritten: true,
  scroll: 0,
  isLeaving: false,
  message: '',
})

/** Lines above the list: the title and the header. Below it: the line for messages, and the keys. */
const FRAME_LINES = 4

/** The number of rows that fit. The last line of the terminal stays empty, so that nothing scrolls. */
export const listHeight = ({ rows }: Size): number => Math.max(1, rows - 1 - FRAME_LINES)

/** Selects a row of the list, as near as possible to this place, and scrolls to it. */
export function select(state: State, place: number): State {
  const selected = Math.max(0, Math.min(state.shown.length - 1, place))
  const height = listHeight(state.size)
  const lowest = Math.max(0, Math.min(selected, state.shown.length - height))
  const top = Math.max(Math.min(state.top, lowest), selected - height + 1)
  return { ...state, selected, top }
}

/** Filters again. The selected key stays selected if it is still in the list. */
export function refilter(state: State, change: Partial<Pick<State, 'filter' | 'verdict' | 'sorted'>>): State {
  const { filter, verdict, sorted } = { ...state, ...change }
  const shown = filterRows(sorted, filter, verdict)
  const current = state.shown[state.selected]
  const place = current === undefined ? 0 : shown.indexOf(current)
  return select({ ...state, ...change, shown }, Math.max(0, place))
}

/** Sorts again. Equal keys keep the order of the report. */
export const reorder = (state: State, { rows, columns }: Browsed, order: Order): State =>
  refilter({ ...state, order }, { sorted: sortRows(rows, columns, order) })

/** The terminal has another size. */
export const resize = (state: State, size: Size): State => select({ ...state, size }, state.selected)
