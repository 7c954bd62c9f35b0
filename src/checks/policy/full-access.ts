import type { Access } from '../../policy/access.ts'
import { isSweeping, NO_ACTIONS, PUT_POLICY } from '../../policy/actions.ts'

/**
 * Whether one wildcard gives every permission on the key to a principal other than the account. For the account, kms:*
 * is the default policy, which leaves the decision to IAM.
 */
export function isFullAccess({ statement, principal, actions }: Access, account: string): boolean {
  if (principal.kind === 'dead' || principal.kind === 'strange' || statement.actions === null) return false
  if (principal.kind === 'account' && principal.account === account) return false
  return (actions & PUT_POLICY) !== NO_ACTIONS && isSweeping(statement.actions)
}
