import { listText, statementText } from '../policy/words.ts'
import { HOUR } from '../model/time.ts'
import { fail, type KeyCheck, pass, unknown } from './check.ts'
import { editPolicy, judgePolicy, sentence } from './judge-policy.ts'
import { instantOf } from './time-text.ts'

const check: KeyCheck = {
  id: 'policy-dead-principal',
  scope: 'key',
  title: 'The key policy names nobody who was deleted',
  severity: 'low',
  why:
    'When a user or role is deleted, its ARN in a key policy turns into its unique id (AIDA…, AROA…). Such an entry ' +
    'does nothing, even for a new role of the same name, and hides who really has access.',
  needs: ['policy'],
  judge: (key, context) =>
    judgePolicy(key, context, ({ policy }) => {
      const found = policy.statements.flatMap(statement => {
        const ids = (statement.principals?.items ?? []).flatMap(one => (one.kind === 'dead' ? [one.id] : []))
        return ids.length === 0
          ? []
          : [`${statementText(statement)} names ${listText(ids)}, left by a user or role that was deleted`]
      })
      if (found.length === 0) return pass
      const created = instantOf(key.created_at)
      // Like a grant, the policy of a new key can name a principal that IAM does not know everywhere yet.
      if (created !== null && context.now - created < HOUR)
        return unknown(
          'The policy names ids in place of users or roles, but the key is less than an hour old: AWS shows the id of a ' +
            'new principal too, until it is known everywhere. Audit the key again later.',
        )
      return fail(
        sentence(found),
        editPolicy(key, 'Remove these ids, or replace them with the ARNs of their successors.'),
      )
    }),
}
export default check
