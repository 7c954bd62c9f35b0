import { pressInDetail } from './keys/detail.ts'
import { pressInHelp } from './keys/help.ts'
import { pressInList } from './keys/list.ts'
import { pressInPrompt } from './keys/prompt.ts'
import type { Press, Step } from './keys/step.ts'
import type { Browsed, State } from './state.ts'

/** Returns what a key does. It changes nothing itself: what is left to do is the effect of the step. */
export function press(state: State, browsed: Browsed, key: Press): Step {
  if (key.name === 'interrupt') return { state, effect: { kind: 'leave', isInterrupted: true } }
  const isLeaving = state.isLeaving && key.name === 'text' && key.text === 'q'
  const quiet = { ...state, message: '', isLeaving }
  switch (state.mode) {
    case 'list':
      return pressInList(quiet, browsed, key)
    case 'detail':
      return pressInDetail(quiet, browsed, key)
    case 'help':
      return pressInHelp(quiet, key)
    default:
      return pressInPrompt(quiet, state.mode, key)
  }
}
