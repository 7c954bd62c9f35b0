import { comparisonOf, type Condition, isAlwaysPresent, isOfServices } from './condition.ts'
import { kindOfContext } from './context-keys.ts'
import { type Bound, NOBODY, readBound } from './bounding-keys.ts'
import type { Principal } from './principal.ts'

/**
 * The bounds that conditions of an Allow really set for this principal, all of which apply; those that a
 * caller can slip by are left out.
 */
export function boundsOf(conditions: readonly Condition[], principal: Principal): Bound[] {
  return conditions.flatMap(condition => {
    const comparison = comparisonOf(condition)
    if (comparison === null || comparison.negated || isChosen(condition.key, principal)) return []
    const mayBeAbsent = condition.ifExists || condition.quantifier === 'all'
    if (mayBeAbsent && !isAlwaysPresent(condition.key) && !isRequired(condition.key, conditions)) return []
    const bound = readBound(condition, comparison)
    if (bound === null) return []
    return isForeignTo(principal, condition.key, bound) ? NOBODY : bound
  })
}

/**
 * What is left to this principal where a Deny turns away all that do not fit: `StringNotEquals`, `ArnNotLike`, …
 * Null: that is not known.
 */
export function complementOf(condition: Condition, principal: Principal): Bound | null {
  const comparison = comparisonOf(condition)
  if (comparison === null || !comparison.negated || isChosen(condition.key, principal)) return null
  // A negated operator holds for an absent key, with `IfExists` or without; only ForAnyValue needs a value.
  if (condition.quantifier === 'any' && !isAlwaysPresent(condition.key)) return null
  const bound = readBound(condition, comparison)
  return bound !== null && isForeignTo(principal, condition.key, bound) ? NOBODY : bound
}

/** Either of them. What they are of in common is kept: of a caller or a network is no longer of the caller. */
export const eitherBound = (one: Bound, other: Bound): Bound => ({
  of: one === NOBODY ? other.of : other === NOBODY || one.of === other.of ? one.of : 'network',
  accounts: [...one.accounts, ...other.accounts],
  organizations: [...one.organizations, ...other.organizations],
  services: [...one.services, ...other.services],
  identities: one.identities && other.identities && [...one.identities, ...other.identities],
  elsewhere: one.elsewhere || other.elsewhere,
  addresses: [...one.addresses, ...other.addresses],
  anyNetwork: one.anyNetwork || other.anyNetwork,
  networks: [...one.networks, ...other.networks],
})

export const isNobody = (bound: Bound): boolean =>
  bound.accounts.length + bound.organizations.length + bound.services.length + bound.addresses.length === 0 &&
  !bound.elsewhere &&
  !bound.anyNetwork

/** People choose the encryption context of their own requests. */
const isChosen = (key: string, principal: Principal): boolean =>
  principal.kind !== 'service' && kindOfContext(key) !== null

/** `Null: { key: false }` makes the key a must. */
const isRequired = (key: string, conditions: readonly Condition[]): boolean =>
  conditions.some(one => one.operator === 'null' && one.key === key && one.values.every(isFalse))

const isFalse = (value: string): boolean => value.toLowerCase() === 'false'

/**
 * Whether requests of this principal cannot keep within a bound by this key. People act for no source and are no
 * service, so they carry none of those keys; a service is of no organization. Of a service that is named we are not
 * sure of the other keys; of all services we are: in one account, network or organization they are not.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function isForeignTo(principal: Principal, key: string, bound: Bound): boolean {
  const isServiceKey = isOfServices(key) || bound.of === 'source'
  if (principal.kind !== 'service') return isServiceKey
  return !isServiceKey && (principal.name === '*' || key.startsWith('aws:principalorg'))
}
