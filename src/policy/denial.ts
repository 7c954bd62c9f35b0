import { type Actions, actionsDenied } from './actions.ts'
import { boundsOf, complementOf, eitherBound } from './bound.ts'
import { type Bound, NOBODY } from './bounding-keys.ts'
import { type Comparison, comparisonOf, type Condition, isAlwaysPresent } from './condition.ts'
import { fits, fitsArn } from './glob.ts'
import type { Statement } from './policy.ts'
import { accountOf, type Principal } from './principal.ts'

/** What a Deny does to callers that an Allow lets in: nothing, turns them away, or all but those within a bound. */
export type Effect = 'none' | 'all' | Bound

export interface Denial {
  actions: Actions
  /** `allow` is the statement that lets them in. */
  effectOn(principal: Principal, allow: Statement): Effect
}

export const toDenial = (statement: Statement): Denial => ({
  actions: actionsDenied(statement.actions),
  effectOn: (principal, allow) => effect(statement, principal, allow),
})

/** Only what is certain counts: a Deny under a condition that we cannot follow turns nobody away. */
function effect({ principals, conditions }: Statement, principal: Principal, allow: Statement): Effect {
  if (principals === null) return 'none'
  let all = principals.but ? effectOfAllBut(principals.items, principal) : effectOfNaming(principals.items, principal)
  if (all === 'none') return 'none'
  for (const condition of conditions) {
    const one = effectOfCondition(condition, principal, allow)
    if (one === 'none') return 'none'
    all = all === 'all' ? one : one === 'all' ? all : eitherBound(all, one)
  }
  return all
}

const effectOfNaming = (named: readonly Principal[], principal: Principal): Effect =>
  named.some(one => covers(one, principal)) ? 'all' : 'none'

/** Whoever is `other` is also `one`. A Deny of an account is a Deny of everybody in it. */
function covers(one: Principal, other: Principal): boolean {
  if (one.kind === 'everyone') return true
  if (one.kind === 'account') return accountOf(other) === one.account
  if (one.kind === 'identity') return other.kind === 'identity' && (other.arn === one.arn || isSession(other, one))
  if (one.kind === 'service') return other.kind === 'service' && fits(one.name, other.name)
  return one.kind === 'federated' && other.kind === 'federated' && one.name === other.name
}

/** Whether the session is one of the role, which it names without the path. Names are unique in an account. */
function isSession(session: Principal & { kind: 'identity' }, role: Principal & { kind: 'identity' }): boolean {
  const name = /:assumed-role\/([^/]+)\//.exec(session.arn)?.[1]
  return (
    name !== undefined && session.account === role.account && /:role\/(?:.*\/)?([^/]+)$/.exec(role.arn)?.[1] === name
  )
}

/** `NotPrincipal`: of everyone, the accounts of the excepted are left; of all services, those excepted. */
function effectOfAllBut(excepted: readonly Principal[], principal: Principal): Effect {
  if (excepted.some(one => one.kind === 'everyone' || touches(one, principal))) return 'none'
  const services = excepted.flatMap(one => (one.kind === 'service' ? [one.name] : []))
  if (principal.kind === 'service') {
    return principal.name === '*' && services.length > 0 ? { ...NOBODY, services, identities: null } : 'all'
  }
  if (principal.kind !== 'everyone' && principal.kind !== 'account') return 'all'
  const accounts = principal.kind === 'account' ? [] : excepted.flatMap(one => accountOf(one) ?? [])
  const elsewhere = excepted.some(one => one.kind === 'federated')
  return accounts.length > 0 || elsewhere ? { ...NOBODY, accounts, elsewhere, identities: null } : 'all'
}

/** Some who are `one` may be `other`. */
function touches(one: Principal, other: Principal): boolean {
  if (one.kind === 'identity' && other.kind === 'identity') return covers(one, other) || covers(other, one)
  if (one.kind === 'service' || one.kind === 'federated') return covers(one, other)
  return accountOf(one) !== null && accountOf(one) === accountOf(other)
}

function effectOfCondition(condition: Condition, principal: Principal, allow: Statement): Effect {
  const certain = isCertain(condition, principal)
  if (certain !== null) return certain ? 'all' : 'none'
  return complementOf(condition, principal) ?? requiredBy(condition, principal, allow) ?? 'none'
}

/** `Null: { key: true }` leaves those who have the key: whom the Allow holds by it, if they have it, it then holds. */
function requiredBy({ operator, key, values }: Condition, principal: Principal, allow: Statement): Bound | null {
  if (operator !== 'null' || values.length === 0 || !values.every(value => value.toLowerCase() === 'true')) return null
  const byKey = allow.conditions.filter(one => one.key === key)
  return (
    boundsOf(
      byKey.map(one => ({ ...one, ifExists: false })),
      principal,
    )[0] ?? null
  )
}

/** Whether a condition holds for every request of this principal, or for none; null: that depends. */
function isCertain(condition: Condition, principal: Principal): boolean | null {
  const { key, operator, values, variables } = condition
  if (key === 'aws:principalisawsservice' && operator === 'bool') {
    return values.some(value => value.toLowerCase() === String(principal.kind === 'service'))
  }
  const comparison = comparisonOf(condition)
  if (comparison === null || !isAlwaysPresent(key)) return null
  const own = ownValue(key, principal)
  if (own !== null) {
    const isHit = values.some(value => matches(value, own, condition, comparison))
    // What a policy variable stands for is not ours to say.
    return isHit || !variables || !values.some(value => value.includes('${')) ? isHit !== comparison.negated : null
  }
  const isForAll = !comparison.negated && comparison.by !== 'text' && principal.kind !== 'service'
  return isForAll && values.includes('*') ? true : null
}

function ownValue(key: string, principal: Principal): string | null {
  if (key === 'aws:principalisawsservice') return String(principal.kind === 'service')
  if (key === 'aws:principalarn')
    return principal.kind === 'identity' && ROLE_OR_USER.test(principal.arn) ? principal.arn : null
  return key === 'aws:principalaccount' || key === 'kms:calleraccount' ? accountOf(principal) : null
}

const ROLE_OR_USER = /:iam::\d+:(?:role|user)\//

function matches(value: string, own: string, { operator }: Condition, { by }: Comparison): boolean {
  if (by === 'pattern') return fits(value, own)
  if (by === 'arn') return fitsArn(value, own)
  return operator.endsWith('ignorecase') ? value.toLowerCase() === own.toLowerCase() : value === own
}
