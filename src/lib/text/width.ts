import stringWidth from 'string-width'
import { once } from '../flow/once.ts'
import { isAscii, isPlain, plainWidth } from './plain-text.ts'

/**
 * Returns the columns of text without colours on a terminal: two for most emoji and CJK characters, none for combining
 * marks.
 */
export function displayWidth(text: string): number {
  if (isAscii(text)) return text.length
  if (isPlain(text)) return plainWidth(text)
  let width = 0
  for (const character of charactersOf(text)) width += characterWidth(character)
  return width
}

/** Returns the characters as people count them: a family of emoji is one, and so is a letter with its accents. */
export function* charactersOf(text: string): Generator<string> {
  if (isPlain(text)) yield* text
  else for (const { segment } of graphemes().segment(text)) yield segment
}

/** Takes 12 ms to make, and few texts need it. */
const graphemes = once(() => new Intl.Segmenter('en'))

/**
 * Returns the columns of a character. Widths are remembered, because a text has few different characters, and measuring
 * one takes microseconds.
 */
export function characterWidth(character: string): number {
  if (isPlain(character)) return plainWidth(character)
  const known = MEASURED.get(character)
  if (known !== undefined) return known
  const width = stringWidth(character)
  if (MEASURED.size < 10_000 && character.length < 32) MEASURED.set(character, width)
  return width
}

const MEASURED = new Map<string, number>()
