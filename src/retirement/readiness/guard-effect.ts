import { toDenial } from '../../policy/access/denial.ts'
import type { Condition } from '../../policy/conditions/condition.ts'
import { type ActionSet, NO_ACTIONS } from '../../policy/statements/actions.ts'
import type { Statement } from '../../policy/statements/policy.ts'
import { type PolicyTarget, whyIneffective } from '../../policy/statements/why-ineffective.ts'

/**
 * Which principals of the account a Deny refuses an action today. `some`: all but some, or it depends on conditions that
 * a policy does not show.
 */
export type GuardEffect = 'all' | 'some' | 'none'

/** What the conditions of guards compare. Null: not known, or not in the request. */
export interface GuardFacts {
  /** `kms:TrailingDaysWithoutKeyUsage` */
  trailingDays: number | null
  /** `kms:ScheduleKeyDeletionPendingWindowInDays` */
  pendingWindowDays: number | null
}

/**
 * Returns what a statement means for an action on the key, if a principal of its account makes the call today.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
export function guardEffect(
  statement: Statement,
  action: ActionSet,
  target: PolicyTarget,
  facts: GuardFacts,
): GuardEffect {
  if (statement.effect !== 'Deny' || (statement.actionSet & action) === NO_ACTIONS) return 'none'
  if (whyIneffective(statement, target) !== null) return 'none'
  const account = target.keyArn.split(':')[4] ?? ''
  if (!mayReject(statement, account)) return 'none'
  const numeric = statement.conditions.map(condition => outcomeOf(condition, facts))
  if (numeric.includes(false)) return 'none'
  const rest = statement.conditions.filter((_, index) => numeric[index] !== true)
  const allow: Statement = { ...statement, effect: 'Allow', conditions: [] }
  const denial = toDenial({ ...statement, conditions: rest }, target)
  return denial.rejected({ kind: 'account', account }, allow) === 'all' ? 'all' : 'some'
}

/** Whether the Deny is about more than principals that it names one by one. */
function mayReject({ principals }: Statement, account: string): boolean {
  if (principals === null) return false
  return (
    principals.negated ||
    principals.items.some(one => one.kind === 'everyone' || (one.kind === 'account' && one.account === account))
  )
}

/** Whether a numeric condition holds today. Null: the policy does not show it. */
function outcomeOf({ key, operator, values, ifExists }: Condition, facts: GuardFacts): boolean | null {
  if (key === 'kms:trailingdayswithoutkeyusage') return compare(facts.trailingDays, operator, values)
  if (key !== 'kms:schedulekeydeletionpendingwindowindays') return null
  return facts.pendingWindowDays === null ? ifExists : compare(facts.pendingWindowDays, operator, values)
}

/** Only upper limits: what they say of a longer time without use is never worse. */
function compare(actual: number | null, operator: string, values: readonly string[]): boolean | null {
  if (actual === null || values.some(value => Number.isNaN(Number(value)))) return null
  if (operator === 'numericlessthan') return values.some(value => actual < Number(value))
  if (operator === 'numericlessthanequals') return values.some(value => actual <= Number(value))
  return null
}
