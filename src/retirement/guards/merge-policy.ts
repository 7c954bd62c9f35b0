import { isObject, type Json } from '../../lib/json.ts'
import { type Fact, known, unknown } from '../../model/fact.ts'
import type { GuardStatement } from '../../model/retirement/guard.ts'

interface MergedPolicy {
  after: Json
  /** Sids of statements that the policy did not have, and of those that differ. */
  added: readonly string[]
  replaced: readonly string[]
}

/**
 * Returns the policy with the statements of a guard. A Deny with the same Sid is replaced where it is; everything else
 * stays as it is, in its order. Unknown: the guard cannot be added, and why.
 */
export function mergePolicy(policy: Json, guard: readonly GuardStatement[]): Fact<MergedPolicy> {
  const present = statementsIn(policy)
  if (present === null) return unknown('The key policy has no list of statements.')
  const taken = guard.find(({ Sid }) => present.some(one => sidOf(one) === Sid && !isDeny(one)))
  if (taken !== undefined) return unknown(`The key policy has a statement ${taken.Sid} that is not a Deny.`)
  const merged: unknown[] = [...present]
  const [added, replaced]: [string[], string[]] = [[], []]
  for (const statement of guard) {
    const at = merged.findIndex(one => sidOf(one) === statement.Sid)
    if (at === -1) {
      merged.push(statement)
      added.push(statement.Sid)
    } else if (!isSame(merged[at], statement)) {
      merged[at] = statement
      replaced.push(statement.Sid)
    }
  }
  const isChanged = added.length + replaced.length > 0
  return known({ after: isChanged ? { ...policy, Statement: merged } : policy, added, replaced })
}

/** A policy with one statement may have it without a list. */
function statementsIn({ Statement }: Json): readonly unknown[] | null {
  if (Array.isArray(Statement)) return Statement as unknown[]
  return isObject(Statement) ? [Statement] : null
}

const sidOf = (statement: unknown): unknown => (isObject(statement) ? statement['Sid'] : undefined)

const isDeny = (statement: unknown): boolean => isObject(statement) && statement['Effect'] === 'Deny'

/** Whether both have the same fields and values, in any order of the fields. AWS writes a list of one as its item. */
function isSame(one: unknown, other: unknown): boolean {
  const [left, right] = [withoutList(one), withoutList(other)]
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item, at) => isSame(item, right[at]))
  if (!isObject(left) || !isObject(right)) return left === right
  const names = Object.keys(left)
  return names.length === Object.keys(right).length && names.every(name => isSame(left[name], right[name]))
}

const withoutList = (value: unknown): unknown =>
  Array.isArray(value) && value.length === 1 ? (value as unknown[])[0] : value
