import type { Access } from '../policy/access.ts'
import { callersText } from '../policy/callers.ts'
import { EVERY_SERVICE } from '../policy/principal.ts'
import { listText, statementText } from '../policy/words.ts'
import { fail, type KeyCheck, pass } from './check.ts'
import { editPolicy, judgePolicy, sentence } from './judge-policy.ts'
import { isMisusable } from './misusable.ts'

const check: KeyCheck = {
  id: 'policy-confused-deputy',
  scope: 'key',
  title: 'AWS services may use the key only for known accounts',
  severity: 'medium',
  why:
    'A service works for every AWS customer. Without aws:SourceAccount, aws:SourceArn or aws:SourceOrgID somebody ' +
    "else's resource can make it use this key (the confused deputy).",
  needs: ['policy'],
  judge: (key, context) =>
    judgePolicy(key, context, ({ access }) => {
      const open = access.filter(one => one.principal.kind === 'service' && isMisusable(one))
      if (open.length === 0) return pass
      const statements = [...new Set(open.map(({ statement }) => statement))]
      return fail(
        sentence(
          statements.map(statement => {
            const whom = open.filter(one => one.statement === statement).map(callersText)
            return `${statementText(statement)} lets ${listText(whom)} in, for whomever it works`
          }),
        ),
        editPolicy(key, remedyFor(open, key.account_id)),
      )
    }),
}
export default check

/** To hold everyone to a source would keep people out, who act for none; a Deny can be for services alone. */
function remedyFor(open: readonly Access[], account: string): string {
  const source = `{"aws:SourceAccount": "${account}"}`
  return open.some(({ principal }) => principal === EVERY_SERVICE)
    ? `add a Deny to "*" with "Condition": {"Bool": {"aws:PrincipalIsAWSService": "true"}, "StringNotEquals": ${source}}`
    : `add "Condition": {"StringEquals": ${source}}`
}
