import { callersText } from '../policy/callers.ts'
import { actionsText, listText, statementText } from '../policy/words.ts'
import { fail, type KeyCheck, pass } from './check.ts'
import { isFullAccess } from './full-access.ts'
import { editPolicy, judgePolicy, sentence } from './judge-policy.ts'

const check: KeyCheck = {
  id: 'policy-full-access',
  scope: 'key',
  title: 'Nobody but the account has every permission on the key',
  severity: 'medium',
  why:
    'Whoever holds kms:* can decrypt, rewrite the key policy, lock everyone else out and schedule the deletion of ' +
    'the key, which ends all data under it. No role needs all of that.',
  needs: ['policy'],
  judge: (key, context) =>
    judgePolicy(key, context, ({ access }) => {
      const full = access.filter(one => isFullAccess(one, key.account_id))
      if (full.length === 0) return pass
      const statements = [...new Set(full.map(({ statement }) => statement))]
      return fail(
        sentence(
          statements.map(statement => {
            const whom = full.filter(one => one.statement === statement).map(callersText)
            return `${statementText(statement)} gives ${actionsText(statement.actions)} to ${listText(whom)}`
          }),
        ),
        editPolicy(key, 'Replace the wildcard with the actions that are needed.'),
      )
    }),
}
export default check
