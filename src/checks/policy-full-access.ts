import { isSweeping, NO_ACTIONS, PUT_POLICY } from '../policy/actions.ts'
import type { Access } from '../policy/access.ts'
import { callersText } from '../policy/callers.ts'
import { actionsText, listText, statementText } from '../policy/words.ts'
import { fail, type KeyCheck, pass } from './check.ts'
import { editPolicy, judgePolicy, sentence } from './judge-policy.ts'

/** The account's root is left out: kms:* for it is the default policy, and only hands the decision over to IAM. */
const check: KeyCheck = {
  id: 'policy-full-access',
  scope: 'key',
  title: 'Nobody but the account has every permission on the key',
  severity: 'high',
  why:
    'Whoever holds kms:* can decrypt, rewrite the key policy, lock everyone else out and schedule the deletion of ' +
    'the key, which ends all data under it. No role needs all of that.',
  needs: ['policy'],
  judge: (key, context) =>
    judgePolicy(key, context, ({ access }) => {
      const full = access.filter(one => hasAll(one) && !isRootOf(one, key.account_id))
      if (full.length === 0) return pass
      const statements = [...new Set(full.map(({ statement }) => statement))]
      return fail(
        sentence(
          statements.map(statement => {
            const whom = full.filter(one => one.statement === statement).map(callersText)
            return `${statementText(statement)} gives ${actionsText(statement.actions)} to ${listText(whom)}`
          }),
        ),
        editPolicy(key, 'replace the wildcard by the actions that are needed'),
      )
    }),
}
export default check

function hasAll({ statement, principal, actions }: Access): boolean {
  if (principal.kind === 'dead' || principal.kind === 'strange' || statement.actions === null) return false
  return (actions & PUT_POLICY) !== NO_ACTIONS && isSweeping(statement.actions)
}

const isRootOf = ({ principal }: Access, account: string): boolean =>
  principal.kind === 'account' && principal.account === account
