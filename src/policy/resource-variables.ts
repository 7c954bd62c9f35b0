import { comparisonOf, type Condition, isAlwaysPresent } from './condition.ts'
import { isFixed } from './glob.ts'
import { canHave } from './value-forms.ts'

/**
 * A condition with what is known of the key put in for policy variables, so that it reads like one with fixed values:
 * `${aws:ResourceAccount}` is the account that owns the key. A condition that compares the owner with the caller
 * (`aws:ResourceOrgID` with `${aws:PrincipalOrgID}`) is turned round to one on the caller.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount
 */
export function withResource(condition: Condition, account: string): Condition {
  if (!condition.variables || !/^(?:string|arn)/.test(condition.operator)) return condition
  const turned = turnedRound(withoutOthers(condition, account))
  const values = turned.values.map(value => value.replaceAll(/\$\{aws:resourceaccount\}/gi, account))
  return { ...turned, values }
}

/** Values that the key cannot have, such as another account than the owner, change nothing beside others. */
function withoutOthers(condition: Condition, account: string): Condition {
  const by = comparisonOf(condition)?.by
  if (by === undefined || !/^aws:resource(?:account|orgid)$/.test(condition.key)) return condition
  const isOther = (value: string): boolean =>
    isFixed(value) && condition.key === 'aws:resourceaccount' && value !== account
  const isPossible = (value: string): boolean => value.includes('${') || canHave(condition, value, by)
  const values = [...new Set(condition.values)].filter(value => isPossible(value) && !isOther(value))
  return values.length === 0 ? condition : { ...condition, values }
}

function turnedRound(condition: Condition): Condition {
  const [value, ...more] = condition.values
  const turned = TURNED.get(`${condition.key} ${value?.toLowerCase()}`)
  const mayBeAbsent = condition.ifExists || condition.quantifier !== null
  // An absent aws:ResourceOrgID is another matter than an absent aws:PrincipalOrgID.
  return turned === undefined || more.length > 0 || (mayBeAbsent && !isAlwaysPresent(condition.key))
    ? condition
    : { ...condition, key: turned.key.toLowerCase(), name: turned.key, values: [turned.value] }
}

const TURNED: ReadonlyMap<string, { key: string; value: string }> = new Map([
  ['aws:resourceaccount ${aws:principalaccount}', { key: 'aws:PrincipalAccount', value: '${aws:ResourceAccount}' }],
  ['aws:resourceaccount ${kms:calleraccount}', { key: 'kms:CallerAccount', value: '${aws:ResourceAccount}' }],
  ['aws:resourceorgid ${aws:principalorgid}', { key: 'aws:PrincipalOrgID', value: '${aws:ResourceOrgID}' }],
])
