import { actionNames } from './actions.ts'
import { isUnlisted } from './listed-actions.ts'
import { CONDITION_KEYS } from '../conditions/condition-keys.ts'
import type { Listed, Statement } from './policy.ts'
import { statementText } from './statement-text.ts'

/** An unknown action that differs from a known one by one or two letters. */
interface Misspelt {
  /** The action as the policy spells it. */
  action: string
  /** The known action that is closest: `kms:GenerateDataKey`. */
  likely: string
}

/** Returns the actions of an element that look misspelt. A `*` at the end is not compared. */
export const misspeltIn = (listed: Listed<string> | null): Misspelt[] =>
  (listed?.items ?? []).flatMap(action => {
    const likely = isUnlisted(action) ? closestAction(action) : null
    return likely === null ? [] : [{ action, likely }]
  })

/**
 * Describes each misspelt action: `statement 3: kms:GenerateDataKeys is not a known action; it may mean
 * kms:GenerateDataKey`
 */
export const misspeltTexts = (statement: Statement): string[] =>
  misspeltIn(statement.actions).map(
    ({ action, likely }) => `${statementText(statement)}: ${action} is not a known action; it may mean ${likely}`,
  )

/** Describes each misspelt condition key. No request carries such a key. */
export const misspeltKeyTexts = (statement: Statement): string[] =>
  statement.conditions.flatMap(({ key, name }) => {
    const likely = KNOWN_KEYS.has(key) || /[:/].*[:/]/.test(key) ? null : closestName(key, CONDITION_KEYS)
    return likely === null
      ? []
      : `${statementText(statement)}: ${name} is not a known condition key; it may mean ${likely}`
  })

const KNOWN_KEYS: ReadonlySet<string> = new Set(CONDITION_KEYS.map(name => name.toLowerCase()))

function closestAction(action: string): string | null {
  if (!action.endsWith('*')) return closestName(action.toLowerCase(), actionNames())
  const stem = action.slice(0, -1).toLowerCase()
  const stems = actionNames().flatMap(name => [-1, 0, 1, 2].map(more => name.slice(0, stem.length + more)))
  const start = closestName(stem, stems)
  const name = start === null ? undefined : actionNames().find(one => one.startsWith(start))
  return name === undefined ? null : `${name} or another action with that prefix`
}

/** Returns the closest of several names, if it differs by one or two letters. `written` is in lower case. */
function closestName(written: string, names: readonly string[]): string | null {
  if (/[*?]/.test(written) || written.length < MIN_LENGTH) return null
  let best: { name: string; distance: number } | null = null
  for (const name of names) {
    if (Math.abs(name.length - written.length) > MAX_DISTANCE) continue
    const distance = distanceOf(written, name.toLowerCase())
    if (distance <= MAX_DISTANCE && (best === null || distance < best.distance)) best = { name, distance }
  }
  return best?.name ?? null
}

const MAX_DISTANCE = 2
/** The length of `kms:` and four letters. In a shorter name, two other letters make a different word. */
const MIN_LENGTH = 8

/** Counts the letters to add, remove or change (Levenshtein distance). */
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
