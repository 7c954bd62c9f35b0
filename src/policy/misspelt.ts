import { actionNames, isUnlisted } from './actions.ts'
import { CONDITION_KEYS } from './condition-keys.ts'
import type { Listed, Statement } from './policy.ts'
import { statementText } from './words.ts'

/** An action that is not known, but differs from a known one by a letter or two. */
interface Misspelt {
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

/** The same for condition keys. No request carries a misspelt key. */
export const misspeltKeyTexts = (statement: Statement): string[] =>
  statement.conditions.flatMap(({ key, name }) => {
    const meant = KNOWN_KEYS.has(key) || /[:/].*[:/]/.test(key) ? null : nearest(key, CONDITION_KEYS)
    return meant === null
      ? []
      : `${statementText(statement)}: ${name} is not a known condition key; it may mean ${meant}`
  })

const KNOWN_KEYS: ReadonlySet<string> = new Set(CONDITION_KEYS.map(name => name.toLowerCase()))

function closest(action: string): string | null {
  if (!action.endsWith('*')) return nearest(action.toLowerCase(), actionNames())
  const stem = action.slice(0, -1).toLowerCase()
  const stems = actionNames().flatMap(name => [-1, 0, 1, 2].map(more => name.slice(0, stem.length + more)))
  const start = nearest(stem, stems)
  const name = start === null ? undefined : actionNames().find(one => one.startsWith(start))
  return name === undefined ? null : `${name} or another action with that prefix`
}

/** The closest of several names, if a letter or two make the difference. `written` is in lower case. */
function nearest(written: string, names: readonly string[]): string | null {
  if (/[*?]/.test(written) || written.length < SHORTEST) return null
  let best: { name: string; distance: number } | null = null
  for (const name of names) {
    if (Math.abs(name.length - written.length) > FARTHEST) continue
    const distance = distanceOf(written, name.toLowerCase())
    if (distance <= FARTHEST && (best === null || distance < best.distance)) best = { name, distance }
  }
  return best?.name ?? null
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
