import { charactersOf } from '../../lib/text/width.ts'
import { listHeight, refilter, select, type State } from '../state.ts'
import { searchAgain } from './list.ts'
import { distanceOf, type Press, type Step } from './step.ts'

type Prompt = 'filter' | 'search' | 'file'

/** Returns what a key does while text is typed into the last line. */
export function pressInPrompt(state: State, prompt: Prompt, key: Press): Step {
  switch (key.name) {
    case 'text':
      return { state: typing(state, prompt, state.typed + key.text) }
    case 'erase':
      return { state: typing(state, prompt, [...charactersOf(state.typed)].slice(0, -1).join('')) }
    case 'erase-all':
      return { state: typing(state, prompt, '') }
    case 'escape':
      return { state: { ...(prompt === 'filter' ? refilter(state, { filter: '' }) : state), mode: 'list', typed: '' } }
    case 'enter':
      return entered(state, prompt)
    default: {
      const distance = distanceOf(key, listHeight(state.size))
      return { state: distance === null ? state : select(state, state.selected + distance) }
    }
  }
}

/** The list follows a filter as it is typed. */
const typing = (state: State, prompt: Prompt, typed: string): State =>
  prompt === 'filter' ? refilter({ ...state, typed }, { filter: typed }) : { ...state, typed }

function entered(state: State, prompt: Prompt): Step {
  const list: State = { ...state, mode: 'list', typed: '' }
  if (prompt === 'filter') return { state: list }
  if (prompt === 'search')
    return { state: state.typed.trim() === '' ? list : searchAgain({ ...list, search: state.typed.trim() }, 1) }
  const path = state.typed.trim()
  if (path === '') return { state: list }
  return { state: list, effect: { kind: 'write', path, arns: markedArns(state) } }
}

/** The marked keys, in the order of the list. */
export const markedArns = ({ sorted, marked }: State): string[] =>
  sorted.map(({ key }) => key.key_arn).filter(arn => marked.has(arn))
