import type { Severity } from '../../model/finding.ts'
import type { KeyRecord } from '../../model/report.ts'
import { type Access, isOnlyMisspelt, isUnlimited } from '../../policy/access/access.ts'
import { NO_ACTIONS, OWN_ACCOUNT_ONLY } from '../../policy/statements/actions.ts'
import { misspeltTexts } from '../../policy/statements/misspelt.ts'
import type { Statement } from '../../policy/statements/policy.ts'
import { statementText } from '../../policy/statements/statement-text.ts'
import { fail, type KeyCheck, pass, unknown } from '../check.ts'
import { exposureText, isMetadata, worstOf } from './exposure.ts'
import { editPolicy, judgePolicy, sentences } from './judge-policy.ts'
import { statementDocument, withStringEquals } from './statement-document.ts'

/** Any action counts: describing a key shows its ARN, account and state. */
const check: KeyCheck = {
  id: 'policy-public',
  scope: 'key',
  title: 'KMS key policies should not allow public access',
  severity: 'critical',
  why: 'A statement that allows everyone, without a condition that limits the callers, gives access to every AWS account. The kms:ViaService condition key does not limit the callers, because other accounts can call the same service.',
  needs: ['policy'],
  controls: [
    { framework: 'AWS Security Hub CSPM', id: 'KMS.5' },
    { framework: 'CIS AWS Foundations 7.0.0', id: '2.21' },
  ],
  judge: (key, context) =>
    judgePolicy(key, context, ({ access }) => {
      const open = access.filter(isUnlimited)
      const found = open.filter(one => !isOnlyMisspelt(one))
      if (found.length === 0) {
        const doubts = new Set([
          ...open.flatMap(({ statement }) => misspeltTexts(statement)),
          ...access.filter(isDoubtful).map(({ statement }) => doubtText(statement)),
        ])
        return doubts.size === 0 ? pass : unknown(sentences([...doubts]))
      }
      return fail(
        sentences(found.map(one => exposureText(one, [whoOf(one, key.account_id)]))),
        editPolicy(key, adviceFor(found, key)),
        worstOf(found.map(severityOf)),
      )
    }),
}
export default check

/** Other accounts cannot administer a key; in its own account, every principal then can, without an IAM policy. */
const isOfTheAccount = ({ actions }: Access): boolean => (actions & ~OWN_ACCOUNT_ONLY) === NO_ACTIONS

const whoOf = (access: Access, account: string): string =>
  isOfTheAccount(access) ? `everyone in account ${account}` : 'everyone'

const severityOf = (access: Access): Severity =>
  isOfTheAccount(access) || isMetadata(access.actions) ? 'medium' : 'critical'

/** The whole statement as it should be, limited to the account. */
function adviceFor(found: readonly Access[], key: KeyRecord): string {
  const statements = [...new Set(found.map(({ statement }) => statement))]
  const held = statements.flatMap(statement => {
    const document = statementDocument(key, statement)
    if (document === null) return []
    const narrowed = withStringEquals(document, 'kms:CallerAccount', key.account_id)
    return [`Or limit statement ${statement.number} to this account:`, JSON.stringify(narrowed)]
  })
  return ['Name the principals that need the key.', ...held].join('\n')
}

const isDoubtful = ({ principal, limits }: Access): boolean =>
  principal.kind === 'everyone' && limits.length > 0 && limits.every(({ privateAddress }) => privateAddress)

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-vpcsourceip */
const doubtText = (statement: Statement): string =>
  `${statementText(statement)} allows everyone with a private IP address, which does not identify one network; ` +
  'add a condition on aws:SourceVpc or aws:SourceVpce'
