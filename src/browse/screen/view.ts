import { Box, Text, useInput } from 'ink'
import { createElement, useEffect, useRef, useState, type ReactElement } from 'react'
import { frame } from '../frame.ts'
import type { Effect } from '../keys/step.ts'
import type { Look } from '../look.ts'
import { press } from '../press.ts'
import { initialState, resize, type Browsed, type Size, type State } from '../state.ts'
import { pressed } from './pressed.ts'

export interface ViewProps {
  browsed: Browsed
  look: Look
  size(): Size
  /** Calls back when the terminal has another size. Returns what ends this. */
  onResize(changed: () => void): () => void
  /** Does what is left to do after a key. Returns the next state. */
  act(effect: Effect, state: State): State
}

/** The screen: the state after the last key, drawn line by line. */
export function View({ browsed, look, size, onResize, act }: ViewProps): ReactElement {
  const [state, setState] = useState(() => initialState(browsed, size()))
  // Several keys can arrive before the next drawing.
  const latest = useRef(state)
  const show = (next: State): void => {
    latest.current = next
    setState(next)
  }
  useInput((input, key) => {
    for (const known of pressed(input, key)) {
      const step = press(latest.current, browsed, known)
      show(step.effect === undefined ? step.state : act(step.effect, step.state))
      if (step.effect?.kind === 'leave') return
    }
  })
  useEffect(() => onResize(() => show(resize(latest.current, size()))), [])
  // Ink gives an empty text no line.
  const lines = frame(state, browsed, look).map((line, at) =>
    createElement(Text, { key: at, wrap: 'truncate' }, line === '' ? ' ' : line),
  )
  return createElement(Box, { flexDirection: 'column' }, ...lines)
}
