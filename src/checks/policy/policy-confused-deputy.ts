import { isObject } from '../../lib/json.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import type { Access } from '../../policy/access/access.ts'
import { callersText } from '../../policy/access/callers-text.ts'
import { EVERY_SERVICE } from '../../policy/statements/principal.ts'
import { statementText } from '../../policy/statements/statement-text.ts'
import { listText } from '../../lib/text/lists.ts'
import { fail, type KeyCheck, pass } from '../check.ts'
import { namesOfActionsLeft } from './shared/exposure.ts'
import { editPolicy, judgePolicy, toSentences } from './shared/judge-policy.ts'
import { allowsConfusedDeputy } from './shared/confused-deputy.ts'
import { statementDocument, withStringEquals } from './shared/statement-document.ts'

const check: KeyCheck = {
  id: 'policy-confused-deputy',
  scope: 'key',
  title: 'KMS key policies should limit AWS services to trusted source accounts',
  severity: 'medium',
  why: 'AWS services act on behalf of every AWS customer. Without aws:SourceAccount, aws:SourceArn or aws:SourceOrgID, a resource in another account can make a service use the key (the confused deputy problem).',
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  needs: ['policy'],
  judge: (key, context) =>
    judgePolicy(key, context, ({ access }) => {
      const open = access.filter(one => one.principal.kind === 'service' && allowsConfusedDeputy(one))
      if (open.length === 0) return pass
      const statements = [...new Set(open.map(({ statement }) => statement))]
      return fail(
        toSentences(
          statements.map(statement => {
            const parts = open.filter(one => one.statement === statement)
            return (
              `${statementText(statement)} allows ${listText(parts.map(callersText))} to use the key ` +
              `(${listText(parts.flatMap(namesOfActionsLeft))}) on behalf of any account`
            )
          }),
        ),
        editPolicy(key, serviceAdvice(open, key)),
      )
    }),
}
export default check

/**
 * Adds a source condition for services alone. Requests of users and roles carry no source, so a source condition on
 * their Allow would remove their access. A statement for everyone gets an additional Deny that applies to services
 * only. A statement that names services and others is split in two.
 */
function serviceAdvice(open: readonly Access[], key: KeyRecord): string {
  const statements = new Set(open.map(({ statement }) => statement))
  const isForAll = new Set(open.filter(({ principal }) => principal === EVERY_SERVICE).map(one => one.statement))
  const advice = [...statements].flatMap(statement => {
    const document = isForAll.has(statement) ? null : statementDocument(key, statement)
    if (document === null) return []
    const parts = splitByService(document, key.account_id).map(part => JSON.stringify(part))
    return [`Replace statement ${statement.number} with ${parts.length === 1 ? 'this one' : 'these'}:`, ...parts]
  })
  if (isForAll.size > 0) advice.push('Add this statement:', JSON.stringify(denyOtherSources(key.account_id)))
  return advice.join('\n')
}

function splitByService(document: Readonly<Record<string, unknown>>, account: string): object[] {
  const principal = document['Principal']
  const others = isObject(principal) ? Object.entries(principal).filter(([type]) => type !== 'Service') : []
  if (!isObject(principal) || others.length === 0) return [withStringEquals(document, SOURCE, account)]
  const { Sid: _, ...unnamed } = document
  return [
    { ...document, Principal: Object.fromEntries(others) },
    withStringEquals({ ...unnamed, Principal: { Service: principal['Service'] } }, SOURCE, account),
  ]
}

const SOURCE = 'aws:SourceAccount'

/**
 * Denies access to services that act for another account. The Null condition keeps the access of services that send no
 * source; a negated condition alone would remove it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
const denyOtherSources = (account: string): object => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 'kms:*',
  Resource: '*',
  Condition: {
    Bool: { 'aws:PrincipalIsAWSService': 'true' },
    Null: { [SOURCE]: 'false' },
    StringNotEquals: { [SOURCE]: account },
  },
})
