import stringWidth from 'string-width'
import { isAscii, isPlain, plainWidth } from './plain.ts'

/** Columns that text without colours takes on a terminal: two for most emoji and CJK characters, none for combining marks. */
export function displayWidth(text: string): number {
  if (isAscii(text)) return text.length
  if (isPlain(text)) return plainWidth(text)
  let width = 0
  for (const character of charactersOf(text)) width += characterWidth(character)
  return width
}

/** What stands for text that was cut off: `…`, or `...` where only ASCII can be shown. */
export type Ellipsis = '…' | '...'

/** Cuts text without colours to so many columns, never inside a character; the ellipsis stands for what is missing. */
export function cut(text: string, width: number, ellipsis: Ellipsis = '…'): string {
  const mark = ellipsis.slice(0, Math.max(0, width))
  let kept = ''
  let taken = 0
  for (const character of charactersOf(text)) {
    taken += characterWidth(character)
    if (taken > width) return `${kept}${mark}`
    if (taken <= width - mark.length) kept += character
  }
  return text
}

/** As `cut`, but takes the middle out: names often differ at their end. Two thirds of what is left are the beginning. */
export function cutMiddle(text: string, width: number, ellipsis: Ellipsis = '…'): string {
  if (displayWidth(text) <= width) return text
  const end = endOf(text, Math.floor((width - ellipsis.length) / 3))
  return `${cut(text, width - displayWidth(end), ellipsis)}${end}`
}

/** The last characters, as many as fit into so many columns. */
function endOf(text: string, width: number): string {
  let end = ''
  let taken = 0
  for (const character of [...charactersOf(text)].toReversed()) {
    taken += characterWidth(character)
    if (taken > width) break
    end = character + end
  }
  return end
}

/** Fills the text with spaces to so many columns; a longer one stays as it is. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const spaces = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return align === 'left' ? text + spaces : spaces + text
}

/** Breaks the text between words into lines of at most so many columns; a longer word keeps a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && displayWidth(last) + 1 + displayWidth(word) <= width) {
      lines[lines.length - 1] = `${last} ${word}`
    } else {
      lines.push(word)
    }
  }
  return lines
}

/** What people take for characters: a family of emoji is one, and so is a letter with its accents. */
function* charactersOf(text: string): Generator<string> {
  if (isPlain(text)) yield* text
  else for (const { segment } of GRAPHEMES.segment(text)) yield segment
}

const GRAPHEMES = new Intl.Segmenter('en')

/** Remembers what was measured: a text has few different characters, and measuring one takes microseconds. */
function characterWidth(character: string): number {
  const known = MEASURED.get(character)
  if (known !== undefined) return known
  const width = stringWidth(character)
  if (MEASURED.size < 10_000 && character.length < 32) MEASURED.set(character, width)
  return width
}

const MEASURED = new Map<string, number>()
