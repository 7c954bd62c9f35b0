import { comparisonOf, type Condition, isAlwaysPresent } from './condition.ts'
import { isFixed } from './arn-pattern.ts'
import { isPossibleValue } from './value-forms.ts'

/**
 * Replaces policy variables by what is known about the key: `${aws:ResourceAccount}` becomes the account that owns the
 * key. A condition that compares the owner with the caller (`aws:ResourceOrgID` with `${aws:PrincipalOrgID}`) becomes a
 * condition on the caller.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount
 */
export function fillInOwner(condition: Condition, account: string): Condition {
  if (!condition.variables || !/^(?:string|arn)/.test(condition.operator)) return condition
  const swapped = swapOwnerForCaller(withoutImpossibleValues(condition, account))
  const values = swapped.values.map(value => value.replaceAll(/\$\{aws:resourceaccount\}/gi, account))
  return { ...swapped, values }
}

/** Removes values that the key cannot have, such as an account other than its owner, unless no value would be left. */
function withoutImpossibleValues(condition: Condition, account: string): Condition {
  const by = comparisonOf(condition)?.by
  if (by === undefined || !/^aws:resource(?:account|orgid)$/.test(condition.key)) return condition
  const isOther = (value: string): boolean =>
    isFixed(value) && condition.key === 'aws:resourceaccount' && value !== account
  const isPossible = (value: string): boolean => value.includes('${') || isPossibleValue(condition, value, by)
  const values = [...new Set(condition.values)].filter(value => isPossible(value) && !isOther(value))
  return values.length === 0 ? condition : { ...condition, values }
}

function swapOwnerForCaller(condition: Condition): Condition {
  const [value, ...more] = condition.values
  const swapped = CALLER_CONDITIONS.get(`${condition.key} ${value?.toLowerCase()}`)
  const mayBeAbsent = condition.ifExists || condition.quantifier !== null
  // If the key may be absent, the two conditions differ: one of the two organization keys can be absent without the
  // other.
  return swapped === undefined || more.length > 0 || (mayBeAbsent && !isAlwaysPresent(condition.key))
    ? condition
    : { ...condition, key: swapped.key.toLowerCase(), name: swapped.key, values: [swapped.value] }
}

const CALLER_CONDITIONS: ReadonlyMap<string, { key: string; value: string }> = new Map([
  ['aws:resourceaccount ${aws:principalaccount}', { key: 'aws:PrincipalAccount', value: '${aws:ResourceAccount}' }],
  ['aws:resourceaccount ${kms:calleraccount}', { key: 'kms:CallerAccount', value: '${aws:ResourceAccount}' }],
  ['aws:resourceorgid ${aws:principalorgid}', { key: 'aws:PrincipalOrgID', value: '${aws:ResourceOrgID}' }],
])
