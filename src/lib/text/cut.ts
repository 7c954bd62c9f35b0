import { characterWidth, charactersOf, displayWidth } from './width.ts'

/** The mark for text that was cut off: `…`, or `...` if only ASCII can be shown. */
export type Ellipsis = '…' | '...'

/** Cuts text without colours to so many columns, never inside a character. The ellipsis replaces what was cut. */
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

/**
 * Cuts text like `cut`, but in its middle, because names often differ at their end. Two thirds of the rest are its
 * beginning.
 */
export function cutMiddle(text: string, width: number, ellipsis: Ellipsis = '…'): string {
  if (displayWidth(text) <= width) return text
  const end = endOf(text, Math.floor((width - ellipsis.length) / 3))
  return `${cut(text, width - displayWidth(end), ellipsis)}${end}`
}

/** Returns the last characters that fit into so many columns. */
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

/** Fills text with spaces to so many columns. A longer text stays as it is. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const spaces = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return align === 'left' ? text + spaces : spaces + text
}
