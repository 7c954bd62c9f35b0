/**
 * Returns the least number of insertions, deletions, substitutions and swapped neighbours that turn one word into the
 * other (Damerau-Levenshtein, restricted).
 */
export function editDistance(a: string, b: string): number {
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
