import type { Access } from '../../policy/access/access.ts'
import { NO_ACTIONS, PUT_POLICY } from '../../policy/statements/actions.ts'
import { fail, type KeyCheck, pass } from '../check.ts'
import { getPolicyCommand, judgePolicy } from './shared/judge-policy.ts'

const check: KeyCheck = {
  id: 'policy-lockout',
  scope: 'key',
  title: 'KMS key policies should allow an existing principal to change them',
  severity: 'high',
  why: 'A key policy that allows neither the account nor an existing principal to change it makes the key unmanageable. Not even the root user can fix the policy; only AWS Support can.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
  needs: ['policy'],
  judge: (key, context) =>
    judgePolicy(key, context, ({ access }) => {
      if (access.some(one => (one.actions & PUT_POLICY) !== NO_ACTIONS && isUsableFrom(one, key.account_id)))
        return pass
      const lost = access.some(one => (one.actions & PUT_POLICY) !== NO_ACTIONS && one.principal.kind === 'deleted')
      return fail(
        lost
          ? 'Only deleted principals can change the key policy. The account itself cannot.'
          : 'No principal of this account can change the key policy: no statement allows it, or a Deny statement blocks it.',
        {
          remedy: getPolicyCommand(key),
          advice:
            'Only AWS Support can change this policy. Open a support case and ask for a policy that allows the account to change it.',
        },
      )
    }),
}
export default check

/** Whether a principal of the account can use this access. Other accounts and services cannot call PutKeyPolicy. */
function isUsableFrom({ principal, accounts }: Access, account: string): boolean {
  if (accounts !== null && !accounts.includes(account)) return false
  return principal.kind === 'account' || principal.kind === 'identity' || principal.kind === 'everyone'
}
