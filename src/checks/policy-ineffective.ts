import { NO_ACTIONS, OF_THE_ACCOUNT } from '../policy/actions.ts'
import { accountOf } from '../policy/principal.ts'
import { isIdle } from '../policy/access.ts'
import type { Statement } from '../policy/policy.ts'
import { listText, statementText } from '../policy/words.ts'
import { whyIneffective } from '../policy/why-ineffective.ts'
import { fail, type KeyCheck, pass } from './check.ts'
import { editPolicy, judgePolicy, sentence } from './judge-policy.ts'

const check: KeyCheck = {
  id: 'policy-ineffective',
  scope: 'key',
  title: 'Every statement of the key policy applies',
  severity: 'low',
  why:
    'A statement without an action, for another resource or for actions of another service does nothing, though it ' +
    'reads as if it did. Where it is a Deny, the key is open to those whom it was meant to keep out.',
  needs: ['policy'],
  judge: (key, context) =>
    judgePolicy(key, context, ({ policy, asked }) => {
      const idle = policy.statements.flatMap(statement => {
        const why = whyIneffective(statement, asked) ?? whyIdle(statement, key.account_id) ?? whyPartly(statement)
        return why === null ? [] : [{ statement, why }]
      })
      if (idle.length === 0) return pass
      return fail(
        sentence(idle.map(({ statement, why }) => `${statementText(statement)} (${statement.effect}) ${why}`)),
        editPolicy(key, 'mend these statements or take them out; the Resource of a key policy is "*"'),
        idle.some(({ statement }) => statement.effect === 'Deny') ? 'medium' : 'low',
      )
    }),
}
export default check

function whyIdle(statement: Statement, account: string): string | null {
  if (isIdle(statement)) return 'lets nobody in, since nobody can meet its conditions'
  const { effect, covers, principals } = statement
  const isOfOthers = principals?.items.every(one => ![null, account].includes(accountOf(one))) === true
  return effect === 'Allow' && isOfOthers && !principals.but && (covers & ~OF_THE_ACCOUNT) === NO_ACTIONS
    ? 'names only principals of other accounts, and actions that no other account can use'
    : null
}

function whyPartly({ principals }: Statement): string | null {
  const strange = (principals?.items ?? []).flatMap(one => (one.kind === 'strange' ? [one.text] : []))
  return strange.length === 0 ? null : `names ${listText(strange)}, whom a key policy cannot name`
}
