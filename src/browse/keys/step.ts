import type { State } from '../state.ts'

/** A key with a name, or typed text. */
export type Press = { name: KeyName } | { name: 'text'; text: string }

export type KeyName =
  ('up' | 'down' | 'pageup' | 'pagedown' | 'home' | 'end') | ('enter' | 'escape' | 'erase' | 'erase-all' | 'interrupt')

/** What is left to do after a key, outside of the state. */
export type Effect =
  | { kind: 'leave'; isInterrupted: boolean }
  /** Write the ARNs of the marked keys to a new file. */
  | { kind: 'write'; path: string; arns: readonly string[] }

export interface Step {
  state: State
  effect?: Effect
}

/** How far a key moves in a list of this height. Null: it does not move. */
export function distanceOf(key: Press, height: number): number | null {
  const name = key.name === 'text' ? MOVING[key.text] : key.name
  switch (name) {
    case 'up':
      return -1
    case 'down':
      return 1
    case 'pageup':
      return -height
    case 'pagedown':
      return height
    case 'home':
      return -Infinity
    case 'end':
      return Infinity
    default:
      return null
  }
}

/** The keys of `less` and `vi`. */
const MOVING: Readonly<Record<string, KeyName>> = { k: 'up', j: 'down', g: 'home', G: 'end', b: 'pageup' }
