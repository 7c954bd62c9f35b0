import { characterWidth, charactersOf, displayWidth } from './width.ts'
import { wrap } from './wrap.ts'

/** Breaks text between words into lines of at most so many terminal columns. A longer word keeps a line of its own. */
export const wrapColumns = (text: string, width: number): string[] => wrap(text, width, { measure: displayWidth })

/**
 * Breaks text between words into lines of at most `width` columns, `rest` for those after the first. A word that is
 * longer, such as an ARN, is broken too, so no line runs over.
 */
export const wrapWhole = (text: string, width: number, rest = width): string[] =>
  wrap(text, width, { rest, measure: displayWidth, startOf })

/** Returns the beginning of a word that fits into so many columns, at least one character. */
function startOf(word: string, width: number): string {
  let start = ''
  let taken = 0
  for (const character of charactersOf(word)) {
    taken += characterWidth(character)
    if (taken > width && start !== '') break
    start += character
  }
  return start
}
