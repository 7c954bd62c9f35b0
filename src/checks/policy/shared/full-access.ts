import type { Access } from '../../../policy/access/access.ts'
import { NO_ACTIONS, PUT_POLICY } from '../../../policy/statements/actions.ts'
import { hasFullControlWildcard } from '../../../policy/statements/listed-actions.ts'

/**
 * Whether one wildcard gives every permission on the key to a principal other than the account that owns it. kms:* for
 * that account is the default policy, which leaves the decision to IAM policies.
 */
export function isFullAccess({ statement, principal, actions }: Access, account: string): boolean {
  if (principal.kind === 'deleted' || principal.kind === 'invalid' || statement.actions === null) return false
  if (principal.kind === 'account' && principal.account === account) return false
  return (actions & PUT_POLICY) !== NO_ACTIONS && hasFullControlWildcard(statement.actions)
}
