import type { Access } from '../../policy/access/access.ts'
import { NO_ACTIONS, SCHEDULE_DELETION } from '../../policy/statements/actions.ts'
import { namedIdentities } from '../../policy/access/callers-text.ts'
import { comparisonOf, type Condition } from '../../policy/conditions/condition.ts'
import { matchesGlob } from '../../lib/text/glob.ts'
import { impossiblePrincipals, isGuardOf, PRINCIPAL_KEYS } from '../../policy/deletion-guard.ts'
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
      if (!canDelete || policy.statements.some(one => isGuardOf(SCHEDULE_DELETION, one, target))) return pass
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
