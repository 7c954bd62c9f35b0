import { select, type Browsed, type State } from '../state.ts'
import { pageHeight, scrolled } from '../page.ts'
import { distanceOf, type Press, type Step } from './step.ts'

/** Returns what a key does while one key is explained. */
export function pressInDetail(state: State, browsed: Browsed, key: Press): Step {
  const row = state.shown[state.selected]
  const distance = distanceOf(key, pageHeight(state.size))
  if (row === undefined || key.name === 'escape') return { state: { ...state, mode: 'list' } }
  if (distance !== null)
    return { state: scrolled(state, browsed.explain(row, state.size.columns - 1).length, distance) }
  if (key.name === 'enter') return { state: { ...state, mode: 'list' } }
  if (key.name !== 'text') return { state }
  switch (key.text) {
    case 'q':
      return { state: { ...state, mode: 'list' } }
    case 'n':
      return { state: { ...select(state, state.selected + 1), scroll: 0 } }
    case 'p':
      return { state: { ...select(state, state.selected - 1), scroll: 0 } }
    case ' ':
      return { state: { ...state, ...toggled(state, row.key.key_arn) } }
    case '?':
      return { state: { ...state, mode: 'help', scroll: 0 } }
    default:
      return { state }
  }
}

function toggled({ marked: before }: State, arn: string): Pick<State, 'marked' | 'isWritten'> {
  const marked = new Set(before)
  if (!marked.delete(arn)) marked.add(arn)
  return { marked, isWritten: marked.size === 0 }
}
