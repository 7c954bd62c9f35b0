import { callersText } from '../../policy/access/callers-text.ts'
import { actionsText, statementText } from '../../policy/statements/statement-text.ts'
import { listText } from '../../lib/text/lists.ts'
import { fail, type KeyCheck, pass } from '../check.ts'
import { isFullAccess } from './shared/full-access.ts'
import { editPolicy, judgePolicy, toSentences } from './shared/judge-policy.ts'

const check: KeyCheck = {
  id: 'policy-full-access',
  scope: 'key',
  title: 'KMS key policies should give full access only to the account principal',
  severity: 'medium',
  why: 'A principal with kms:* can decrypt data, change the key policy, remove the access of others and schedule the deletion of the key. Grant only the actions that each role needs.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/least-privilege.html',
  needs: ['policy'],
  judge: (key, context) =>
    judgePolicy(key, context, ({ access }) => {
      const full = access.filter(one => isFullAccess(one, key.account_id))
      if (full.length === 0) return pass
      const statements = [...new Set(full.map(({ statement }) => statement))]
      return fail(
        toSentences(
          statements.map(statement => {
            const callers = full.filter(one => one.statement === statement).map(callersText)
            return `${statementText(statement)} grants ${actionsText(statement.actions)} to ${listText(callers)}`
          }),
        ),
        editPolicy(key, 'Replace the wildcard with the actions that the principal needs.'),
      )
    }),
}
export default check
