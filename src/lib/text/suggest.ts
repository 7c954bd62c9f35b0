import { editDistance } from './edit-distance.ts'

/** Returns the candidate that was probably meant. Undefined if all are too different. */
export function closestWord(word: string, candidates: readonly string[]): string | undefined {
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
 * Returns up to `most` candidates that are similar to the word: first those that differ in a few characters, the
 * closest first, then those that contain the word. `as` returns the part of a candidate that is compared.
 */
export function similarWords(
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

/** Shorter words occur in too many names by chance. */
const SHORTEST_PART = 3
/**
 * The distance of a candidate that contains the word: greater than that of every name that differs in a few characters.
 */
const HOLDS = 1000

export const didYouMean = (meant: string | undefined): { hint?: string } =>
  meant === undefined ? {} : { hint: `Did you mean ${meant}?` }
