import { NO_ACTIONS, OWN_ACCOUNT_ONLY } from '../../policy/statements/actions.ts'
import { accountOf } from '../../policy/statements/principal.ts'
import { allowsNobody } from '../../policy/access/access-of-policy.ts'
import { misspeltKeyTexts, misspeltTexts } from '../../policy/statements/misspelt.ts'
import type { Statement } from '../../policy/statements/policy.ts'
import { statementText } from '../../policy/statements/statement-text.ts'
import { listText } from '../../lib/text/lists.ts'
import { type PolicyTarget, whyIneffective } from '../../policy/statements/why-ineffective.ts'
import { fail, type KeyCheck, pass, unknown } from '../check.ts'
import { editPolicy, judgePolicy, toSentences } from './shared/judge-policy.ts'

const check: KeyCheck = {
  id: 'policy-ineffective',
  scope: 'key',
  title: 'KMS key policies should not contain statements without effect',
  severity: 'low',
  why: 'A statement that names no action, another resource, or actions of another service has no effect, although it appears to. If the statement is a Deny, the access that it was meant to block stays allowed.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html',
  needs: ['policy'],
  judge: (key, context) =>
    judgePolicy(key, context, ({ policy, target }) => {
      const ineffective = policy.statements.flatMap(statement => {
        const why = whyIneffective(statement, target) ?? whyNoRequest(statement, target, key.account_id)
        const problem = why === null ? invalidPrincipalsText(statement) : `has no effect: it ${why}`
        return problem === null ? [] : [{ statement, problem }]
      })
      const doubts = policy.statements.flatMap(one => [...misspeltTexts(one), ...misspeltKeyTexts(one)])
      const doubt = doubts.length === 0 ? '' : toSentences(doubts)
      if (ineffective.length === 0) return doubt === '' ? pass : unknown(doubt)
      const detail = toSentences(
        ineffective.map(({ statement, problem }) => `${statement.effect} ${statementText(statement)} ${problem}`),
      )
      return fail(
        doubt === '' ? detail : `${detail} ${doubt}`,
        editPolicy(key, 'Correct or remove these statements. The Resource element of a key policy is usually "*".'),
        ineffective.some(({ statement }) => statement.effect === 'Deny') ? 'medium' : 'low',
      )
    }),
}
export default check

function whyNoRequest(statement: Statement, target: PolicyTarget, account: string): string | null {
  if (allowsNobody(statement, target)) return 'matches no request, because no caller can meet its conditions'
  const { effect, actionSet, principals } = statement
  const isOfOthers = principals?.items.every(one => ![null, account].includes(accountOf(one))) === true
  return effect === 'Allow' && isOfOthers && !principals.negated && (actionSet & ~OWN_ACCOUNT_ONLY) === NO_ACTIONS
    ? 'names only principals of other accounts and actions that other accounts cannot use'
    : null
}

function invalidPrincipalsText({ principals }: Statement): string | null {
  const invalid = (principals?.items ?? []).flatMap(one => (one.kind === 'invalid' ? [one.text] : []))
  return invalid.length === 0
    ? null
    : `names ${listText(invalid)}, which ${invalid.length === 1 ? 'is not a valid principal' : 'are not valid principals'} in a key policy`
}
