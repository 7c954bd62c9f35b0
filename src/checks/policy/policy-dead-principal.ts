import { statementText } from '../../policy/statements/statement-text.ts'
import { listText } from '../../lib/text/lists.ts'
import { HOUR } from '../../model/time.ts'
import { fail, type KeyCheck, pass, unknown } from '../check.ts'
import { editPolicy, judgePolicy, toSentences } from './shared/judge-policy.ts'
import { toInstant } from '../shared/times.ts'

const check: KeyCheck = {
  id: 'policy-dead-principal',
  scope: 'key',
  title: 'KMS key policies should not name deleted IAM users or roles',
  severity: 'low',
  why: 'When an IAM user or role is deleted, its ARN in a key policy is replaced by its unique ID (AIDA…, AROA…). The entry gives no access, not even to a new role with the same name, and makes the policy harder to review.',
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
  needs: ['policy'],
  judge: (key, context) =>
    judgePolicy(key, context, ({ policy }) => {
      const found = policy.statements.flatMap(statement => {
        const ids = (statement.principals?.items ?? []).flatMap(one => (one.kind === 'deleted' ? [one.id] : []))
        return ids.length === 0
          ? []
          : [
              `${statementText(statement)} names ${listText(ids)}, ${ids.length === 1 ? 'the ID of a deleted user or role' : 'the IDs of deleted users or roles'}`,
            ]
      })
      if (found.length === 0) return pass
      const created = toInstant(key.created_at)
      // The policy of a new key can name a principal that IAM has not replicated yet.
      if (created !== null && context.now - created < HOUR)
        return unknown(
          'The policy names unique IDs instead of users or roles, but the key is less than an hour old. AWS also shows ' +
            'the ID of a new principal until IAM has replicated it. Run the audit again later.',
        )
      return fail(
        toSentences(found),
        editPolicy(key, 'Remove these IDs, or replace them with the ARNs of existing users or roles.'),
      )
    }),
}
export default check
