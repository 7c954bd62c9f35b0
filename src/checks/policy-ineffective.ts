import { NO_ACTIONS, OF_THE_ACCOUNT } from '../policy/actions.ts'
import { accountOf } from '../policy/principal.ts'
import { isIdle } from '../policy/access.ts'
import { misspeltKeyTexts, misspeltTexts } from '../policy/misspelt.ts'
import type { Statement } from '../policy/policy.ts'
import { listText, statementText } from '../policy/words.ts'
import { type Asked, whyIneffective } from '../policy/why-ineffective.ts'
import { fail, type KeyCheck, pass, unknown } from './check.ts'
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
        const why =
          whyIneffective(statement, asked) ?? whyIdle(statement, asked, key.account_id) ?? whyPartly(statement)
        return why === null ? [] : [{ statement, why }]
      })
      const doubts = policy.statements.flatMap(one => [...misspeltTexts(one), ...misspeltKeyTexts(one)])
      const doubt = doubts.length === 0 ? '' : sentence(doubts)
      if (idle.length === 0) return doubt === '' ? pass : unknown(doubt)
      const detail = sentence(
        idle.map(({ statement, why }) => `${statementText(statement)} (${statement.effect}) ${why}`),
      )
      return fail(
        doubt === '' ? detail : `${detail} ${doubt}`,
        editPolicy(key, 'Correct these statements or remove them. The Resource of a key policy is "*".'),
        idle.some(({ statement }) => statement.effect === 'Deny') ? 'medium' : 'low',
      )
    }),
}
export default check

function whyIdle(statement: Statement, asked: Asked, account: string): string | null {
  if (isIdle(statement, asked)) return 'lets nobody in: no caller can meet its conditions'
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
