import { comparisonOf, type Condition, isAlwaysPresent, isServiceKey } from '../conditions/condition.ts'
import { contextKeyKind } from '../conditions/context-key-kind.ts'
import type { Principal } from '../statements/principal.ts'
import { LIMIT_TO_NOBODY, type OriginLimit } from './origin-limit.ts'
import { readOriginLimit } from './read-origin-limit.ts'

/**
 * Returns the limits that the conditions of an Allow set for this principal; all of them apply. Conditions that a
 * caller can avoid, for example by leaving out the key, are left out.
 */
export function limitsOf(conditions: readonly Condition[], principal: Principal): OriginLimit[] {
  return conditions.flatMap(condition => {
    const comparison = comparisonOf(condition)
    if (comparison === null || comparison.negated || isSetByCaller(condition.key, principal)) return []
    const mayBeAbsent = condition.ifExists || condition.quantifier === 'all'
    if (mayBeAbsent && !isAlwaysPresent(condition.key) && !isRequired(condition.key, conditions)) return []
    const limit = readOriginLimit(condition, comparison)
    if (limit === null) return []
    return cannotSatisfy(principal, condition.key, limit) ? LIMIT_TO_NOBODY : limit
  })
}

/**
 * Returns the limit of the requests that a Deny with a negated operator (`StringNotEquals`, `ArnNotLike`, …) leaves to
 * this principal. Null: they cannot be described by a limit.
 */
export function limitLeftByDeny(condition: Condition, principal: Principal): OriginLimit | null {
  const comparison = comparisonOf(condition)
  if (comparison === null || !comparison.negated || isSetByCaller(condition.key, principal)) return null
  // A negated operator holds for an absent key, with `IfExists` or without; only ForAnyValue needs a value.
  if (condition.quantifier === 'any' && !isAlwaysPresent(condition.key)) return null
  const limit = readOriginLimit(condition, comparison)
  return limit !== null && cannotSatisfy(principal, condition.key, limit) ? LIMIT_TO_NOBODY : limit
}

/** Users and roles choose the encryption context of their requests, so it does not limit them. */
const isSetByCaller = (key: string, principal: Principal): boolean =>
  principal.kind !== 'service' && contextKeyKind(key) !== null

/** Whether `Null: { key: false }` requires the key. */
const isRequired = (key: string, conditions: readonly Condition[]): boolean =>
  conditions.some(one => one.operator === 'null' && one.key === key && one.values.every(isValueFalse))

const isValueFalse = (value: string): boolean => value.toLowerCase() === 'false'

/**
 * Whether no request of this principal can satisfy a limit by this key. Requests of users and roles carry no keys of
 * sources and services. Services belong to no organization. Whether a request of a named service carries another key is
 * not known. All services together are never in one account, network or organization.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function cannotSatisfy(principal: Principal, key: string, limit: OriginLimit): boolean {
  const isOfService = isServiceKey(key) || limit.appliesTo === 'source'
  if (principal.kind !== 'service') return isOfService
  return !isOfService && (principal.name === '*' || key.startsWith('aws:principalorg'))
}
