import type { Key } from 'ink'
import { charactersOf } from '../../lib/text/width.ts'
import type { KeyName, Press } from '../keys/step.ts'

/**
 * Returns the keys of one piece of input that ink has read: several characters that were pasted, or typed while the
 * program was busy, come as one. None: a key that means nothing here.
 */
export function pressed(input: string, key: Key): Press[] {
  const name = (Object.keys(NAMES) as (keyof typeof NAMES)[]).find(each => key[each])
  if (name !== undefined) return [{ name: NAMES[name] as KeyName }]
  if (key.ctrl) return CONTROL[input] === undefined ? [] : [{ name: CONTROL[input] }]
  if (key.meta || key.tab) return []
  return Array.from(charactersOf(input), characterPressed)
}

/** Control characters between other ones. */
const CONTROL_CHARACTERS: Readonly<Record<string, KeyName>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\r\n': 'enter',
  '\b': 'erase',
  '\u007f': 'erase',
  '\u0003': 'interrupt',
  '\u0015': 'erase-all',
}

function characterPressed(character: string): Press {
  const name = CONTROL_CHARACTERS[character]
  return name === undefined ? { name: 'text', text: character.replaceAll(/\p{Cc}/gu, ' ') } : { name }
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
