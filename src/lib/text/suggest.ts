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

/**
 * Up to `most` of the candidates that are similar to the word, the nearest first: those that differ in a few characters,
 * then those that hold the word. `as` is the part of a candidate that is compared.
 */
export function nearest(
  word: string,
  candidates: readonly string[],
  { most, as }: { most: number; as: (candidate: string) => string },
): string[] {
  const typed = word.toLowerCase()
  if (typed === '') return []
  const rated = candidates.flatMap(candidate => {
    const part = as(candidate).toLowerCase()
    const bound = Math.max(1, Math.floor(part.length / 3))
    const distance = Math.abs(part.length - typed.length) > bound ? Infinity : editDistance(typed, part)
    if (distance <= bound) return [{ candidate, distance }]
    return typed.length >= SHORTEST_PART && part.includes(typed) ? [{ candidate, distance: HOLDS }] : []
  })
  const ordered = rated.toSorted((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
  return [...new Set(ordered.map(({ candidate }) => candidate))].slice(0, most)
}

/** A shorter word is in too many names by chance. */
const SHORTEST_PART = 3
/** Farther than every name that differs in a few characters. */
const HOLDS = 1000

export const didYouMean = (meant: string | undefined): { hint?: string } =>
  meant === undefined ? {} : { hint: `Did you mean ${meant}?` }

/** `a, b or c` */
export const alternatives = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

/** `a, b and c` */
export const enumerated = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

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
