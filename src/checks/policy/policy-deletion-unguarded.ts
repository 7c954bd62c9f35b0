import type { Access } from '../../policy/access/access.ts'
import { NO_ACTIONS, SCHEDULE_DELETION } from '../../policy/statements/actions.ts'
import { namedIdentities } from '../../policy/access/callers-text.ts'
import { comparisonOf, type Condition } from '../../policy/conditions/condition.ts'
import { matchesGlob } from '../../lib/text/glob.ts'
import type { Statement } from '../../policy/statements/policy.ts'
import { holdsFromNowOn } from '../../policy/conditions/time-window.ts'
import { type PolicyTarget, whyIneffective } from '../../policy/statements/why-ineffective.ts'
import { fail, type KeyCheck, pass } from '../check.ts'
import { editPolicy, judgePolicy } from './judge-policy.ts'

const check: KeyCheck = {
  id: 'policy-deletion-unguarded',
  scope: 'key',
  title: 'KMS key policies should prevent the deletion of keys in use',
  severity: 'info',
  why: 'A Deny statement for kms:ScheduleKeyDeletion and kms:DisableKey with the condition key kms:TrailingDaysWithoutKeyUsage prevents the accidental deletion of a recently used key. A service control policy can do the same for all keys of an account.',
  needs: ['policy'],
  judge: (key, context) =>
    judgePolicy(key, context, ({ policy, target, access }) => {
      const canDelete = access.some(
        one =>
          (one.actions & SCHEDULE_DELETION) !== NO_ACTIONS &&
          one.principal.kind !== 'dead' &&
          (one.accounts === null || one.accounts.includes(key.account_id)) &&
          !isGuarded(one, target.keyArn),
      )
      if (!canDelete || policy.statements.some(one => isGuard(one, target, key.account_id))) return pass
      return fail(
        'The key policy does not limit kms:ScheduleKeyDeletion to unused keys or to selected principals.',
        editPolicy(key, `Add this statement:\n${JSON.stringify(GUARD)}`),
      )
    }),
}
export default check

/** https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html */
const GUARD = {
  Effect: 'Deny',
  Principal: '*',
  Action: ['kms:ScheduleKeyDeletion', 'kms:DisableKey'],
  Resource: '*',
  Condition: { NumericLessThanEquals: { 'kms:TrailingDaysWithoutKeyUsage': '90' } },
}

/** A Deny that leaves deletion to few, or for when the key has lain idle. Deletion by other accounts is not possible. */
function isGuard(statement: Statement, target: PolicyTarget, account: string): boolean {
  if (statement.effect !== 'Deny' || whyIneffective(statement, target) !== null) return false
  if ((statement.actionSet & SCHEDULE_DELETION) === NO_ACTIONS) return false
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
    conditions.every(one => isGuarding(one, target.keyArn) || holdsFromNowOn(target.now, one) === true)
  )
}

/** Whether an Allow is for chosen principals only, or for keys that were not used lately. */
const isGuarded = ({ principal, limits, statement }: Access, keyArn: string): boolean =>
  principal.kind === 'identity' ||
  namedIdentities(limits).length > 0 ||
  statement.conditions.some(one => isIdleDemanded(one) || isChosen(one, keyArn))

/** The key must have been idle for at least a day. Any one of the values is enough, so each must demand that. */
function isIdleDemanded({ operator, ifExists, key, values }: Condition): boolean {
  if (key !== 'kms:trailingdayswithoutkeyusage' || ifExists || values.length === 0) return false
  if (!/^numericgreaterthan(?:equals)?$/.test(operator)) return false
  const least = operator.endsWith('equals') ? 1 : 0
  return values.every(value => Number(value) >= least)
}

/** Only principals of a name, id or tag. */
function isChosen(condition: Condition, keyArn: string): boolean {
  const { ifExists, key, quantifier, values } = condition
  if (comparisonOf(condition)?.negated !== false || ifExists || quantifier === 'all') return false
  return BY_PRINCIPAL.test(key) && !values.some(value => anyPrincipal(key, keyArn).some(one => matchesGlob(value, one)))
}

/** Too few days since the last use, or not one of the chosen principals. */
function isGuarding(condition: Condition, keyArn: string): boolean {
  const { operator, key, values } = condition
  if (key === 'kms:trailingdayswithoutkeyusage') {
    const least = operator === 'numericlessthan' ? 1 : 0
    return operator.startsWith('numericless') && values.some(value => Number(value) >= least)
  }
  const comparison = comparisonOf(condition)
  if (comparison?.negated !== true || !BY_PRINCIPAL.test(key)) return false
  return (
    comparison.by === 'text' || !values.some(value => anyPrincipal(key, keyArn).some(one => matchesGlob(value, one)))
  )
}

const BY_PRINCIPAL = /^aws:(?:principalarn|userid|username|principaltag\/.+|principalorgpaths)$/

/** Values of no real principal: a pattern that fits one of them fits every principal, and guards nothing. */
function anyPrincipal(key: string, keyArn: string): readonly string[] {
  const [, partition, , , account] = keyArn.split(':')
  if (key === 'aws:principalarn') return ['role', 'user'].map(kind => `arn:${partition}:iam::${account}:${kind}/\0`)
  return key === 'aws:userid' ? ['AROA\0:\0', 'AIDA\0'] : key === 'aws:username' ? ['\0'] : []
}
