import { HELP } from '../help-text.ts'
import { pageHeight, scrolled } from '../page.ts'
import type { State } from '../state.ts'
import { distanceOf, type Press, type Step } from './step.ts'

/** Returns what a key does in the help: it scrolls, and every other key closes it. */
export function pressInHelp(state: State, key: Press): Step {
  const distance = distanceOf(key, pageHeight(state.size))
  return { state: distance === null ? { ...state, mode: 'list', scroll: 0 } : scrolled(state, HELP.length, distance) }
}
