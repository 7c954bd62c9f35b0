import { type Actions, actionsDenied } from './actions.ts'
import { boundsOf, complementOf, eitherBound } from './bound.ts'
import { type Bound, NOBODY } from './bounding-keys.ts'
import { isCertain } from './certainty.ts'
import type { Condition } from './condition.ts'
import { matchesGlob } from './glob.ts'
import type { Statement } from './policy.ts'
import { accountOf, type Principal, roleOf } from './principal.ts'
import type { Asked } from './why-ineffective.ts'

/** Which callers of an Allow a Deny rejects: none, all, or all outside a bound. */
type Effect = 'none' | 'all' | Bound

export interface Denial {
  actions: Actions
  /** `allow` is the statement that gives them access. */
  effectOn(principal: Principal, allow: Statement): Effect
}

export const toDenial = (statement: Statement, asked: Asked): Denial => ({
  actions: actionsDenied(statement.actions),
  effectOn: (principal, allow) => effect(statement, principal, allow, asked),
})

/** Only what is certain counts: a Deny with a condition that is not understood rejects no caller. */
function effect({ principals, conditions }: Statement, principal: Principal, allow: Statement, asked: Asked): Effect {
  if (principals === null) return 'none'
  let all = principals.but ? effectOfAllBut(principals.items, principal) : effectOfNaming(principals.items, principal)
  if (all === 'none') return 'none'
  for (const condition of conditions) {
    const one = effectOfCondition(condition, principal, allow, asked)
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
  if (one.kind === 'identity')
    return other.kind === 'identity' && (other.arn === one.arn || isSession(other.arn, one.arn))
  if (one.kind === 'service') return other.kind === 'service' && matchesGlob(one.name, other.name)
  return one.kind === 'federated' && other.kind === 'federated' && one.name === other.name
}

/** Whether one ARN is of a session of the other's role. */
const isSession = (session: string, role: string): boolean =>
  session.includes(':assumed-role/') &&
  role.includes(':role/') &&
  roleOf(session) !== null &&
  roleOf(session) === roleOf(role)

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

function effectOfCondition(condition: Condition, principal: Principal, allow: Statement, asked: Asked): Effect {
  const certain = isCertain(condition, principal, asked)
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
