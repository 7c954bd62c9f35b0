import type { Key } from 'ink'
import type { KeyName, Press } from '../keys/step.ts'

/** Returns the key that ink has read. Null: a key that means nothing here. */
export function pressed(input: string, key: Key): Press | null {
  const name = (Object.keys(NAMES) as (keyof typeof NAMES)[]).find(each => key[each])
  if (name !== undefined) return { name: NAMES[name] as KeyName }
  if (key.ctrl) return CONTROL[input] === undefined ? null : { name: CONTROL[input] }
  // Pasted text may contain line ends and other control characters.
  const text = input.replaceAll(/\p{Cc}+/gu, ' ')
  return text === '' || key.meta || key.tab ? null : { name: 'text', text }
}

const NAMES = {
  upArrow: 'up',
  downArrow: 'down',
  pageUp: 'pageup',
  pageDown: 'pagedown',
  home: 'home',
  end: 'end',
  return: 'enter',
  escape: 'escape',
  // Terminals send this code for the key above Enter.
  delete: 'erase',
  backspace: 'erase',
} as const satisfies Partial<Record<keyof Key, KeyName>>

const CONTROL: Readonly<Record<string, KeyName>> = {
  c: 'interrupt',
  d: 'pagedown',
  u: 'erase-all',
  f: 'pagedown',
  b: 'pageup',
  n: 'down',
  p: 'up',
}
