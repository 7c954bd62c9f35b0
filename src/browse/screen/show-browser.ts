import { render } from 'ink'
import { createElement } from 'react'
import * as yoga from 'yoga-layout'
import type { Screen } from '../../lib/process/screen.ts'
import type { Effect } from '../keys/step.ts'
import { markedArns } from '../keys/prompt.ts'
import type { Look } from '../look.ts'
import type { Browsed, Size, State } from '../state.ts'
import { View } from './view.ts'

/** How the browser was left. */
export interface Ending {
  isInterrupted: boolean
  /** ARNs of the marked keys, in the order of the list. */
  marked: readonly string[]
}

export interface ShowOptions {
  browsed: Browsed
  look: Look
  screen: Pick<Screen, 'keyboard' | 'output'>
  /** Leaves the browser when it aborts. */
  signal: AbortSignal
  /** Writes a new file. Returns a line that says so, or why it was not written. */
  write(path: string, arns: readonly string[]): { isWritten: boolean; message: string }
}

/** The second screen of the terminal, so that what was on it before comes back. */
const ENTER = '\u001b[?1049h\u001b[H'
const LEAVE = '\u001b[?1049l'

/** Shows the browser until it is left. Then the terminal is as before. */
export async function showBrowser({ browsed, look, screen, signal, write }: ShowOptions): Promise<Ending> {
  // In the bundle, the layout engine is complete only then.
  await (yoga as { loading?: Promise<void> }).loading
  const { keyboard, output } = screen
  let ending: Ending = { isInterrupted: signal.aborted, marked: [] }
  const leave = (): void => instance.unmount()
  const act = (effect: Effect, state: State): State => {
    if (effect.kind === 'leave') {
      ending = { isInterrupted: effect.isInterrupted, marked: markedArns(state) }
      leave()
      return state
    }
    const { isWritten, message } = write(effect.path, effect.arns)
    return { ...state, message, isWritten: isWritten || state.isWritten }
  }
  const size = (): Size => ({ columns: output.columns || 80, rows: output.rows || 24 })
  const onResize = (changed: () => void): (() => void) => {
    const redraw = (): void => {
      // What the terminal made of the old lines is not known.
      output.write('\u001b[2J\u001b[H')
      instance.clear()
      changed()
    }
    output.on('resize', redraw)
    return () => output.off('resize', redraw)
  }
  output.write(ENTER)
  const instance = render(createElement(View, { browsed, look, size, onResize, act }), {
    stdin: keyboard,
    stdout: output,
    exitOnCtrlC: false,
    patchConsole: false,
    isScreenReaderEnabled: false,
  })
  try {
    signal.addEventListener('abort', leave, { once: true })
    if (signal.aborted) leave()
    await instance.waitUntilExit()
  } finally {
    signal.removeEventListener('abort', leave)
    output.write(LEAVE)
  }
  return ending
}
