/** The candidate that was probably meant, or nothing when all are far away. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const typed = word.toLowerCase()
  let best: { candidate: string; distance: number } | undefined
  for (const candidate of candidates) {
    const distance = editDistance(typed, candidate.toLowerCase())
    const near = distance <= Math.max(1, Math.floor(candidate.length / 3))
    if (near && distance < (best?.distance ?? Infinity)) best = { candidate, distance }
  }
  return best?.candidate
}

export const didYouMean = (meant: string | undefined): { hint?: string } =>
  meant === undefined ? {} : { hint: `Did you mean ${meant}?` }

/** `a, b or c` */
export const alternatives = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

/** What somebody typed, in quotes, on one line and not too long. */
export function quoted(word: string): string {
  const visible = word.replace(/\p{C}/gu, '\u{fffd}')
  return `'${visible.length > 60 ? `${visible.slice(0, 60)}…` : visible}'`
}

/** Insertions, deletions, substitutions and swapped neighbours (Damerau-Levenshtein, restricted). */
function editDistance(a: string, b: string): number {
  let previous: number[] = []
  let current = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const before = previous
    previous = current
    current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      current[column] = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (same ? 0 : 1),
        swapped ? at(before, column - 2) + 1 : Infinity,
      )
    }
  }
  return at(current, b.length)
}

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity
