import type { Access } from '../policy/access.ts'
import { NO_ACTIONS, PUT_POLICY } from '../policy/actions.ts'
import { fail, type KeyCheck, pass } from './check.ts'
import { getPolicy, judgePolicy } from './judge-policy.ts'
import { comment } from './remedy.ts'

const check: KeyCheck = {
  id: 'policy-lockout',
  scope: 'key',
  title: 'Somebody who exists can change the key policy',
  severity: 'high',
  why:
    'Only the key policy gives access to a key. Where it lets neither the account nor anyone who still exists change ' +
    'it, nobody can mend it, not even the root user: only AWS Support.',
  needs: ['policy'],
  judge: (key, context) =>
    judgePolicy(key, context, ({ access }) => {
      if (access.some(one => (one.actions & PUT_POLICY) !== NO_ACTIONS && isLiving(one, key.account_id))) return pass
      const lost = access.some(one => (one.actions & PUT_POLICY) !== NO_ACTIONS && one.principal.kind === 'dead')
      return fail(
        lost
          ? 'Only principals that were deleted may change the key policy, and the account itself may not.'
          : 'The policy lets nobody of this account change it, be it that nobody is named or that a Deny takes it away.',
        getPolicy(key) +
          comment(
            'Only AWS Support can change this policy: open a case, with a policy that lets the account change it.',
          ),
      )
    }),
}
export default check

/** PutKeyPolicy cannot be called from another account, and no service calls it. */
function isLiving({ principal, accounts }: Access, account: string): boolean {
  if (accounts !== null && !accounts.includes(account)) return false
  return principal.kind === 'account' || principal.kind === 'identity' || principal.kind === 'everyone'
}
