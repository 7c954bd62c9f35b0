import { NO_ACTIONS } from '../statements/actions.ts'
import type { Policy, Statement } from '../statements/policy.ts'
import { accountOf, EVERY_SERVICE, type Principal } from '../statements/principal.ts'
import { type PolicyTarget, whyIneffective } from '../statements/why-ineffective.ts'
import { type Access, isUnlimited, narrowTo } from './access.ts'
import { actionsUnderConditions } from './actions-under-conditions.ts'
import { applyDenials } from './apply-denials.ts'
import { toDenial } from './denial.ts'
import { fixedOutcome } from './fixed-outcome.ts'
import { limitsOf } from './limits-of-conditions.ts'

/*
 * How a policy becomes a list of accesses
 * ---------------------------------------
 * The question is not "may X do Y" but "who can do what at all". Each Allow gives one Access per principal that it
 * names; its conditions add limits. Each Deny then removes or narrows a part of every Access. An Access is what is
 * left. Where the policy leaves a doubt, the result is the wider access: a condition that is not understood neither
 * limits an Allow nor makes a Deny apply.
 *
 * Example, in the account 111122223333:
 *
 *   1  Allow  Principal *                                    kms:Decrypt, kms:PutKeyPolicy
 *   2  Deny   Principal *                                    kms:PutKeyPolicy
 *             if StringEquals kms:CallerAccount 444455556666
 *   3  Deny   NotPrincipal 111122223333, 444455556666        kms:*
 *
 * Statement 1 allows two principals: everyone, and every AWS service. Both get {Decrypt, PutKeyPolicy}.
 *
 * First pass over the Denies:
 *   2  rejects one account out of all, which an Access for everyone cannot express. Nothing changes.
 *   3  rejects every service: that Access is gone. It rejects everyone outside two accounts: the Access for everyone
 *      gets a limit to these accounts, and its `accounts` are now [111122223333, 444455556666].
 *
 * Second pass, because the accounts are now known and each can be judged by itself:
 *   2  splits the Access by action. {Decrypt} is not denied and keeps both accounts. {PutKeyPolicy} is denied to
 *      444455556666 and keeps 111122223333.
 *   3  rejects neither account.
 *
 * Result: everyone in both accounts can Decrypt, and everyone in 111122223333 can PutKeyPolicy. Without the Denies, the
 * Access for services would repeat the one for everyone, and it would be left out.
 */

/** Returns who can do what with the key. Each statement is read by itself, so an additional one never hides another. */
export function accessOf(policy: Policy, target: PolicyTarget): Access[] {
  const effective = policy.statements.filter(statement => whyIneffective(statement, target) === null)
  const denials = effective.filter(({ effect }) => effect === 'Deny').map(one => toDenial(one, target))
  return effective
    .filter(({ effect }) => effect === 'Allow')
    .map(statement => accessAllowed(statement, target).flatMap(access => applyDenials(access, denials)))
    .flatMap(withoutRepeatedServices)
}

/** Whether an Allow applies but gives no access, because no caller can meet its conditions. */
export const allowsNobody = (statement: Statement, target: PolicyTarget): boolean =>
  statement.effect === 'Allow' && accessAllowed(statement, target).length === 0

/** Returns what an Allow gives by itself, without the Denies of the policy. */
function accessAllowed(statement: Statement, target: PolicyTarget): Access[] {
  const actions = statement.actionSet & actionsUnderConditions(statement.conditions)
  if (actions === NO_ACTIONS) return []
  return principalsAllowed(statement).flatMap(principal => {
    if (statement.conditions.some(condition => fixedOutcome(condition, principal, target) === false)) return []
    const own = accountOf(principal)
    const unlimited = { limits: [], accounts: own === null ? null : [own] }
    const access: Access = { statement, principal, actions, ...unlimited, beforeDenials: unlimited }
    const narrowed = limitsOf(statement.conditions, principal).reduce<Access | null>(
      (left, limit) => left && narrowTo(left, limit),
      access,
    )
    if (narrowed === null) return []
    const { limits, accounts } = narrowed
    return { ...narrowed, beforeDenials: { limits, accounts } }
  })
}

/** An Allow with NotPrincipal is an Allow for everyone else. */
function principalsAllowed({ principals }: Statement): readonly Principal[] {
  if (principals === null) return []
  if (principals.negated) return [{ kind: 'everyone' }, EVERY_SERVICE]
  return principals.items.some(({ kind }) => kind === 'everyone')
    ? [...principals.items, EVERY_SERVICE]
    : principals.items
}

/** Access for everyone includes services, so the same access of services is left out. */
function withoutRepeatedServices(parts: readonly Access[]): Access[] {
  const open = parts.filter(isUnlimited).reduce((actions, part) => actions | part.actions, NO_ACTIONS)
  return parts.flatMap(part => {
    if (part.principal !== EVERY_SERVICE) return part
    const actions = part.actions & ~open
    return actions === NO_ACTIONS ? [] : { ...part, actions }
  })
}
