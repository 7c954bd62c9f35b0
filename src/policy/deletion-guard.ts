import { matchesGlob } from '../lib/text/glob.ts'
import { comparisonOf, type Condition } from './conditions/condition.ts'
import { holdsFromNowOn } from './conditions/time-window.ts'
import { type ActionSet, NO_ACTIONS } from './statements/actions.ts'
import type { Statement } from './statements/policy.ts'
import { type PolicyTarget, whyIneffective } from './statements/why-ineffective.ts'

/**
 * Whether a Deny leaves an action on the key to a few principals, or to times when the key has not been used lately. Other
 * accounts can never disable or delete the key.
 */
export function isGuardOf(action: ActionSet, statement: Statement, target: PolicyTarget): boolean {
  const account = target.keyArn.split(':')[4] ?? ''
  if (statement.effect !== 'Deny' || whyIneffective(statement, target) !== null) return false
  if ((statement.actionSet & action) === NO_ACTIONS) return false
  const { principals, conditions } = statement
  const isForAll =
    principals?.negated === true
      ? !principals.items.some(
          one =>
            one.kind === 'everyone' ||
            (one.kind === 'account' && one.account === account && principals.items.length === 1),
        )
      : principals?.items.some(one => one.kind === 'everyone' || (one.kind === 'account' && one.account === account))
  return (
    isForAll === true &&
    conditions.every(one => isGuardCondition(one, target.keyArn) || holdsFromNowOn(target.now, one) === true)
  )
}

/** Whether a condition of a Deny selects keys that were used lately, or all except some principals. */
function isGuardCondition(condition: Condition, keyArn: string): boolean {
  const { operator, key, values } = condition
  if (key === 'kms:trailingdayswithoutkeyusage') {
    const minimumDays = operator === 'numericlessthan' ? 1 : 0
    return operator.startsWith('numericless') && values.some(value => Number(value) >= minimumDays)
  }
  const comparison = comparisonOf(condition)
  if (comparison?.negated !== true || !PRINCIPAL_KEYS.test(key)) return false
  return (
    comparison.by === 'text' ||
    !values.some(value => impossiblePrincipals(key, keyArn).some(one => matchesGlob(value, one)))
  )
}

/** The keys by which a condition names or describes principals. */
export const PRINCIPAL_KEYS = /^aws:(?:principalarn|userid|username|principaltag\/.+|principalorgpaths)$/

/** Returns values that no principal has. A pattern that matches one of them matches every principal. */
export function impossiblePrincipals(key: string, keyArn: string): readonly string[] {
  const [, partition, , , account] = keyArn.split(':')
  if (key === 'aws:principalarn') return ['role', 'user'].map(kind => `arn:${partition}:iam::${account}:${kind}/\0`)
  return key === 'aws:userid' ? ['AROA\0:\0', 'AIDA\0'] : key === 'aws:username' ? ['\0'] : []
}
