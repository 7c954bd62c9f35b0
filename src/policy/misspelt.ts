import { actionNames, isUnlisted } from './actions.ts'
import type { Listed, Statement } from './policy.ts'
import { statementText } from './words.ts'

/** An action that is not known, but differs from a known one by a letter or two. */
export interface Misspelt {
  /** As the policy spells it. */
  action: string
  /** The known action that is closest: `kms:GenerateDataKey`. */
  meant: string
}

/** The actions of a statement that look misspelt. A `*` at the end is part of neither spelling. */
export const misspeltIn = (listed: Listed<string> | null): Misspelt[] =>
  (listed?.items ?? []).flatMap(action => {
    const meant = isUnlisted(action) ? closest(action) : null
    return meant === null ? [] : [{ action, meant }]
  })

/** `statement 3: kms:GenerateDataKeys is not a known action; it may mean kms:GenerateDataKey`, for each of them. */
export const misspeltTexts = (statement: Statement): string[] =>
  misspeltIn(statement.actions).map(
    ({ action, meant }) => `${statementText(statement)}: ${action} is not a known action; it may mean ${meant}`,
  )

function closest(action: string): string | null {
  const isPrefix = action.endsWith('*')
  const written = (isPrefix ? action.slice(0, -1) : action).toLowerCase()
  if (/[*?]/.test(written) || written.length < SHORTEST) return null
  let best: { name: string; distance: number } | null = null
  for (const name of actionNames()) {
    const known = name.toLowerCase()
    const ends = isPrefix ? [-1, 0, 1, 2].map(more => known.slice(0, written.length + more)) : [known]
    const distance = Math.min(...ends.map(end => distanceOf(written, end)))
    if (distance <= FARTHEST && (best === null || distance < best.distance)) best = { name, distance }
  }
  return best === null ? null : isPrefix ? `${best.name} or others that begin so` : best.name
}

const FARTHEST = 2
/** `kms:` and four letters: in shorter names two letters make another word. */
const SHORTEST = 8

/** Letters to add, take away or change (Levenshtein). */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let at = 0; at < one.length; at++) {
    const next = [at + 1]
    for (let to = 0; to < other.length; to++) {
      const changed = (row[to] ?? 0) + Number(one[at] !== other[to])
      next.push(Math.min(changed, (row[to + 1] ?? 0) + 1, (next[to] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
