import { displayWidth } from './width.ts'

/**
 * Breaks text between words into lines of at most `width` columns, `rest` for those after the first. A word that is
 * longer, such as an ARN, is broken too, so nothing runs over.
 */
export function wrapWhole(text: string, width: number, rest = width): string[] {
  const lines: string[] = []
  let line: string | null = null
  const room = (): number => Math.max(1, lines.length === 0 ? width : rest)
  const end = (): void => {
    if (line !== null) lines.push(line)
    line = null
  }
  for (const word of text.split(' ')) {
    const longer: string = line === null ? word : `${line} ${word}`
    if (displayWidth(longer) <= room()) {
      line = longer
      continue
    }
    end()
    let left = word
    while (displayWidth(left) > room()) {
      const start = startOf(left, room())
      lines.push(start)
      left = left.slice(start.length)
    }
    line = left === '' && word !== '' ? null : left
  }
  end()
  return lines
}

/** The beginning of a word that has room, at least one character. */
function startOf(word: string, width: number): string {
  let start = ''
  let taken = 0
  for (const { segment } of GRAPHEMES.segment(word)) {
    taken += displayWidth(segment)
    if (taken > width && start !== '') break
    start += segment
  }
  return start
}

const GRAPHEMES = new Intl.Segmenter('en')
