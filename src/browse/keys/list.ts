import { findRow, VERDICTS } from '../select-rows.ts'
import { listHeight, refilter, reorder, select, type Browsed, type State } from '../state.ts'
import { markedText } from '../marked-text.ts'
import { distanceOf, type Press, type Step } from './step.ts'

/** Returns what a key does in the list. */
export function pressInList(state: State, browsed: Browsed, key: Press): Step {
  const distance = distanceOf(key, listHeight(state.size))
  if (distance !== null) return { state: select(state, state.selected + distance) }
  if (key.name === 'enter') return { state: state.shown.length === 0 ? state : { ...state, mode: 'detail', scroll: 0 } }
  if (key.name === 'escape') return { state: refilter(state, { filter: '', verdict: 'all' }) }
  if (key.name !== 'text') return { state }
  const column = /^[1-9]$/.test(key.text) ? Number(key.text) - 1 : -1
  if (column in browsed.columns) return { state: sortedBy(state, browsed, column) }
  if (key.text === 'q') return leave(state, browsed)
  return { state: ACTIONS[key.text]?.(state, browsed) ?? state }
}

/** What the keys do that only change the state. */
const ACTIONS: Readonly<Record<string, (state: State, browsed: Browsed) => State>> = {
  ' ': toggleMark,
  a: markAll,
  c: state => ({ ...state, marked: new Set(), isWritten: true }),
  f: state => ({ ...state, mode: 'filter', typed: state.filter }),
  '/': state => ({ ...state, mode: 'search', typed: '' }),
  n: state => searchAgain(state, 1),
  N: state => searchAgain(state, -1),
  v: state => nextVerdict(state, 1),
  V: state => nextVerdict(state, -1),
  s: (state, browsed) =>
    sortedBy(state, browsed, state.order === null ? 0 : (state.order.column + 1) % browsed.columns.length),
  r: (state, browsed) => (state.order === null ? state : sortedBy(state, browsed, state.order.column)),
  w: askForFile,
  '?': state => ({ ...state, mode: 'help', scroll: 0 }),
}

/** The same column again: the other way round. */
function sortedBy(state: State, browsed: Browsed, column: number): State {
  const isDescending = state.order?.column === column && !state.order.isDescending
  return reorder(state, browsed, { column, isDescending })
}

function toggleMark(state: State): State {
  const row = state.shown[state.selected]
  if (row === undefined) return state
  const marked = new Set(state.marked)
  if (!marked.delete(row.key.key_arn)) marked.add(row.key.key_arn)
  return select({ ...state, marked, isWritten: marked.size === 0 }, state.selected + 1)
}

function markAll(state: State): State {
  if (state.shown.length === 0) return state
  const marked = new Set([...state.marked, ...state.shown.map(({ key }) => key.key_arn)])
  return { ...state, marked, isWritten: false }
}

/** The next or previous row that the search finds. */
export function searchAgain(state: State, step: 1 | -1): State {
  if (state.search === '') return { ...state, message: 'Press / to search first.' }
  const place = findRow(state.shown, state.search, state.selected, step)
  return place === null
    ? { ...state, message: `No key in this list contains “${state.search}”.` }
    : select(state, place)
}

function nextVerdict(state: State, step: number): State {
  const place = VERDICTS.indexOf(state.verdict) + step
  return refilter(state, { verdict: VERDICTS.at(place % VERDICTS.length) ?? 'all' })
}

function askForFile(state: State): State {
  if (state.marked.size === 0) return { ...state, message: 'No key is marked. Press space to mark one.' }
  return { ...state, mode: 'file', typed: '' }
}

/** Marks that would be lost are named first. */
function leave(state: State, { markedFile }: Browsed): Step {
  if (state.isWritten || markedFile !== null || state.isLeaving)
    return { state, effect: { kind: 'leave', isInterrupted: false } }
  const message = `${markedText(state.marked.size)} not written to a file. Press w to write, or q again to leave.`
  return { state: { ...state, isLeaving: true, message } }
}
