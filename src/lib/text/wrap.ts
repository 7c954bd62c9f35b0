interface WrapOptions {
  /** The width of the lines after the first. Left out: the width of the first. */
  rest?: number
  /** Returns the columns of a text. Left out: its length, which is right for ASCII, and loads no module at startup. */
  measure?: (text: string) => number
  /** Returns the part of a word that fits into a line. Left out: a word that is too long keeps a line of its own. */
  startOf?: (word: string, width: number) => string
}

/** Breaks text between words into lines of at most `width` columns. */
export function wrap(text: string, width: number, options: WrapOptions = {}): string[] {
  const { rest = width, measure = length, startOf } = options
  const lines: string[] = []
  let line: string | null = null
  const room = (): number => Math.max(1, lines.length === 0 ? width : rest)
  /** Adds the lines that a long word fills, and returns what is left of the word. */
  const breakWord = (word: string, split: (word: string, width: number) => string): string | null => {
    let left = word
    while (measure(left) > room()) {
      const start = split(left, room())
      lines.push(start)
      left = left.slice(start.length)
    }
    return left === '' && word !== '' ? null : left
  }
  for (const word of text.split(' ')) {
    const longer: string | null = line === null ? null : `${line} ${word}`
    if (longer !== null && measure(longer) <= room()) {
      line = longer
      continue
    }
    if (line !== null) lines.push(line)
    line = startOf === undefined ? word : breakWord(word, startOf)
  }
  return line === null ? lines : [...lines, line]
}

const length = (text: string): number => text.length
