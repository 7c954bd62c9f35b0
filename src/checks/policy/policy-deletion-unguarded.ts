import type { Access } from '../../policy/access/access.ts'
import { NO_ACTIONS, SCHEDULE_DELETION } from '../../policy/statements/actions.ts'
import { namedIdentities } from '../../policy/access/callers-text.ts'
import { comparisonOf, type Condition } from '../../policy/conditions/condition.ts'
import { matchesGlob } from '../../lib/text/glob.ts'
import type { Statement } from '../../policy/statements/policy.ts'
import { holdsFromNowOn } from '../../policy/conditions/time-window.ts'
import { type PolicyTarget, whyIneffective } from '../../policy/statements/why-ineffective.ts'
import { fail, type KeyCheck, pass } from '../check.ts'
import { editPolicy, judgePolicy } from './shared/judge-policy.ts'

const check: KeyCheck = {
  id: 'policy-deletion-unguarded',
  scope: 'key',
  title: 'KMS key policies should prevent the deletion of keys in use',
  severity: 'info',
  why: 'A Deny statement for kms:ScheduleKeyDeletion and kms:DisableKey with the condition key kms:TrailingDaysWithoutKeyUsage prevents the accidental deletion of a recently used key. A service control policy can do the same for all keys of an account.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys-adding-permission.html',
  needs: ['policy'],
  judge: (key, context) =>
    judgePolicy(key, context, ({ policy, target, access }) => {
      const canDelete = access.some(
        one =>
          (one.actions & SCHEDULE_DELETION) !== NO_ACTIONS &&
          one.principal.kind !== 'deleted' &&
          (one.accounts === null || one.accounts.includes(key.account_id)) &&
          !isLimitedAccess(one, target.keyArn),
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

/**
 * Whether a Deny leaves deletion to a few principals, or to times when the key has not been used lately. Other accounts
 * can never delete the key.
 */
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
    conditions.every(one => isGuardCondition(one, target.keyArn) || holdsFromNowOn(target.now, one) === true)
  )
}

/** Whether an access is for selected principals only, or only for keys that were not used lately. */
const isLimitedAccess = ({ principal, limits, statement }: Access, keyArn: string): boolean =>
  principal.kind === 'identity' ||
  namedIdentities(limits).length > 0 ||
  statement.conditions.some(one => requiresIdleKey(one) || limitsPrincipals(one, keyArn))

/**
 * Whether the key must have been unused for at least a day. One matching value is enough, so each must require that.
 */
function requiresIdleKey({ operator, ifExists, key, values }: Condition): boolean {
  if (key !== 'kms:trailingdayswithoutkeyusage' || ifExists || values.length === 0) return false
  if (!/^numericgreaterthan(?:equals)?$/.test(operator)) return false
  const minimumDays = operator.endsWith('equals') ? 1 : 0
  return values.every(value => Number(value) >= minimumDays)
}

/** Whether a condition of an Allow limits it to principals with a certain name, ID or tag. */
function limitsPrincipals(condition: Condition, keyArn: string): boolean {
  const { ifExists, key, quantifier, values } = condition
  if (comparisonOf(condition)?.negated !== false || ifExists || quantifier === 'all') return false
  return (
    PRINCIPAL_KEYS.test(key) &&
    !values.some(value => impossiblePrincipals(key, keyArn).some(one => matchesGlob(value, one)))
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

const PRINCIPAL_KEYS = /^aws:(?:principalarn|userid|username|principaltag\/.+|principalorgpaths)$/

/** Returns values that no principal has. A pattern that matches one of them matches every principal. */
function impossiblePrincipals(key: string, keyArn: string): readonly string[] {
  const [, partition, , , account] = keyArn.split(':')
  if (key === 'aws:principalarn') return ['role', 'user'].map(kind => `arn:${partition}:iam::${account}:${kind}/\0`)
  return key === 'aws:userid' ? ['AROA\0:\0', 'AIDA\0'] : key === 'aws:username' ? ['\0'] : []
}
