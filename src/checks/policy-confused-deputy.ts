import type { Access } from '../policy/access.ts'
import { NO_ACTIONS, READING } from '../policy/actions.ts'
import { accountInArn } from '../policy/bounding-keys.ts'
import { callersText } from '../policy/callers.ts'
import { comparisonOf } from '../policy/condition.ts'
import { EVERY_SERVICE } from '../policy/principal.ts'
import { listText, statementText } from '../policy/words.ts'
import { fail, type KeyCheck, pass } from './check.ts'
import { editPolicy, judgePolicy, sentence } from './judge-policy.ts'

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

function isMisusable({ statement, actions, bounds }: Access): boolean {
  if ((actions & ~READING) === NO_ACTIONS) return false
  return !bounds.some(({ of }) => of === 'source') && !statement.conditions.some(namesSource)
}

/**
 * The service itself writes the ARN of the resource into the encryption context, so for CloudWatch Logs, CloudTrail and
 * others AWS's own policies hold it to that. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
function namesSource(condition: Access['statement']['conditions'][number]): boolean {
  const comparison = comparisonOf(condition)
  if (comparison === null || comparison.negated || condition.ifExists || condition.quantifier === 'all') return false
  if (!/^kms:encryptioncontext:aws:.+arn$/.test(condition.key) || condition.values.length === 0) return false
  // A Region may stay open; the account may not. Where a `*` spans colons, the prefix can only be the service's.
  return condition.values.every(value => accountInArn(value, 'arn') !== null)
}
