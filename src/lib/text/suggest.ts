import { editDistance } from './edit-distance.ts'

/** The candidate that was probably meant, or nothing when all are far away. */
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
 * Up to `most` of the candidates that are similar to the word, the nearest first: those that differ in a few characters,
 * then those that hold the word. `as` is the part of a candidate that is compared.
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

/** A shorter word is in too many names by chance. */
const SHORTEST_PART = 3
/** Farther than every name that differs in a few characters. */
const HOLDS = 1000

export const didYouMean = (meant: string | undefined): { hint?: string } =>
  meant === undefined ? {} : { hint: `Did you mean ${meant}?` }
