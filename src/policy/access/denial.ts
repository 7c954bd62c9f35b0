import { matchesGlob } from '../../lib/text/glob.ts'
import type { Condition } from '../conditions/condition.ts'
import type { ActionSet } from '../statements/actions.ts'
import { actionsDenied } from '../statements/listed-actions.ts'
import type { Statement } from '../statements/policy.ts'
import { accountOf, type Principal, roleOf } from '../statements/principal.ts'
import type { PolicyTarget } from '../statements/why-ineffective.ts'
import { fixedOutcome } from './fixed-outcome.ts'
import { limitLeftByDeny, limitsOf } from './limits-of-conditions.ts'
import { LIMIT_TO_NOBODY, type OriginLimit, unionOfLimits } from './origin-limit.ts'

/** Which callers of an Allow a Deny rejects: none of them, all of them, or all who do not satisfy the limit. */
export type Rejected = 'none' | 'all' | OriginLimit

export interface Denial {
  actions: ActionSet
  /** `allow` is the statement that gives the principal access. */
  rejected(principal: Principal, allow: Statement): Rejected
}

export const toDenial = (statement: Statement, target: PolicyTarget): Denial => ({
  actions: actionsDenied(statement.actions),
  rejected: (principal, allow) => rejectedBy(statement, principal, allow, target),
})

/** Counts only what is certain: a Deny with a condition that is not understood rejects no caller. */
function rejectedBy(deny: Statement, principal: Principal, allow: Statement, target: PolicyTarget): Rejected {
  if (deny.principals === null) return 'none'
  const { negated, items } = deny.principals
  let rejected = negated ? rejectedByNotPrincipal(items, principal) : rejectedByPrincipal(items, principal)
  if (rejected === 'none') return 'none'
  for (const condition of deny.conditions) {
    const one = rejectedByCondition(condition, principal, allow, target)
    if (one === 'none') return 'none'
    rejected = rejected === 'all' ? one : one === 'all' ? rejected : unionOfLimits(rejected, one)
  }
  return rejected
}

const rejectedByPrincipal = (named: readonly Principal[], principal: Principal): Rejected =>
  named.some(one => includesPrincipal(one, principal)) ? 'all' : 'none'

/** Whether every caller that is `other` is also `one`. An account includes all its users and roles. */
function includesPrincipal(one: Principal, other: Principal): boolean {
  if (one.kind === 'everyone') return true
  if (one.kind === 'account') return accountOf(other) === one.account
  if (one.kind === 'identity')
    return other.kind === 'identity' && (other.arn === one.arn || isSession(other.arn, one.arn))
  if (one.kind === 'service') return other.kind === 'service' && matchesGlob(one.name, other.name)
  return one.kind === 'federated' && other.kind === 'federated' && one.name === other.name
}

/** Whether the first ARN is the ARN of a session of the role with the second ARN. */
const isSession = (session: string, role: string): boolean =>
  session.includes(':assumed-role/') &&
  role.includes(':role/') &&
  roleOf(session) !== null &&
  roleOf(session) === roleOf(role)

/**
 * Of everyone, NotPrincipal leaves the accounts of the exceptions. Of every service, it leaves the excepted services.
 */
function rejectedByNotPrincipal(exceptions: readonly Principal[], principal: Principal): Rejected {
  if (exceptions.some(one => one.kind === 'everyone' || overlaps(one, principal))) return 'none'
  const services = exceptions.flatMap(one => (one.kind === 'service' ? [one.name] : []))
  if (principal.kind === 'service') {
    return principal.name === '*' && services.length > 0 ? { ...LIMIT_TO_NOBODY, services, identities: null } : 'all'
  }
  if (principal.kind !== 'everyone' && principal.kind !== 'account') return 'all'
  const accounts = principal.kind === 'account' ? [] : exceptions.flatMap(one => accountOf(one) ?? [])
  const unknownAccount = exceptions.some(one => one.kind === 'federated')
  return accounts.length > 0 || unknownAccount
    ? { ...LIMIT_TO_NOBODY, accounts, unknownAccount, identities: null }
    : 'all'
}

/** Whether some callers that are `one` may also be `other`. */
function overlaps(one: Principal, other: Principal): boolean {
  if (one.kind === 'identity' && other.kind === 'identity')
    return includesPrincipal(one, other) || includesPrincipal(other, one)
  if (one.kind === 'service' || one.kind === 'federated') return includesPrincipal(one, other)
  return accountOf(one) !== null && accountOf(one) === accountOf(other)
}

function rejectedByCondition(
  condition: Condition,
  principal: Principal,
  allow: Statement,
  target: PolicyTarget,
): Rejected {
  const outcome = fixedOutcome(condition, principal, target)
  if (outcome !== null) return outcome ? 'all' : 'none'
  return limitLeftByDeny(condition, principal) ?? limitOnceKeyIsPresent(condition, principal, allow) ?? 'none'
}

/**
 * A Deny with `Null: { key: true }` leaves only requests that carry the key. A condition of the Allow that applies only
 * if the key is present then always applies.
 */
function limitOnceKeyIsPresent(
  { operator, key, values }: Condition,
  principal: Principal,
  allow: Statement,
): OriginLimit | null {
  if (operator !== 'null' || values.length === 0 || !values.every(value => value.toLowerCase() === 'true')) return null
  const required = allow.conditions.filter(one => one.key === key).map(one => ({ ...one, ifExists: false }))
  return limitsOf(required, principal)[0] ?? null
}
