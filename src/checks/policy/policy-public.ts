import type { Severity } from '../../model/finding.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import { type Access, isOnlyMisspelt, isUnlimited } from '../../policy/access/access.ts'
import { NO_ACTIONS, OWN_ACCOUNT_ONLY } from '../../policy/statements/actions.ts'
import { misspeltTexts } from '../../policy/statements/misspelt.ts'
import type { Statement } from '../../policy/statements/policy.ts'
import { statementText } from '../../policy/statements/statement-text.ts'
import { fail, type KeyCheck, pass, unknown } from '../check.ts'
import { worstSeverity } from '../shared/severity.ts'
import { exposureText, readsMetadataOnly } from './shared/exposure.ts'
import { editPolicy, judgePolicy, toSentences } from './shared/judge-policy.ts'
import { statementDocument, withStringEquals } from './shared/statement-document.ts'

/** Any action counts: even kms:DescribeKey shows the ARN, account and state of a key. */
const check: KeyCheck = {
  id: 'policy-public',
  scope: 'key',
  title: 'KMS key policies should not allow public access',
  severity: 'critical',
  why: 'A statement that allows everyone, without a condition that limits the callers, gives access to every AWS account. The kms:ViaService condition key does not limit the callers, because other accounts can call the same service.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/determining-access-key-policy.html',
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
          ...access.filter(isLimitedToPrivateAddresses).map(({ statement }) => privateAddressText(statement)),
        ])
        return doubts.size === 0 ? pass : unknown(toSentences([...doubts]))
      }
      return fail(
        toSentences(found.map(one => exposureText(one, [callersOf(one, key.account_id)]))),
        editPolicy(key, publicAdvice(found, key)),
        worstSeverity(found.map(severityOfAccess)),
      )
    }),
}
export default check

/**
 * Whether access for everyone is access for the account that owns the key, because other accounts cannot use any of the
 * actions. Every principal of the account can then use them without an IAM policy.
 */
const isWithinAccount = ({ actions }: Access): boolean => (actions & ~OWN_ACCOUNT_ONLY) === NO_ACTIONS

const callersOf = (access: Access, account: string): string =>
  isWithinAccount(access) ? `everyone in account ${account}` : 'everyone'

const severityOfAccess = (access: Access): Severity =>
  isWithinAccount(access) || readsMetadataOnly(access.actions) ? 'medium' : 'critical'

/** Shows each statement with a condition that limits it to the account. */
function publicAdvice(found: readonly Access[], key: KeyRecord): string {
  const statements = [...new Set(found.map(({ statement }) => statement))]
  const held = statements.flatMap(statement => {
    const document = statementDocument(key, statement)
    if (document === null) return []
    const narrowed = withStringEquals(document, 'kms:CallerAccount', key.account_id)
    return [`Or limit statement ${statement.number} to this account:`, JSON.stringify(narrowed)]
  })
  return ['Name the principals that need the key.', ...held].join('\n')
}

const isLimitedToPrivateAddresses = ({ principal, limits }: Access): boolean =>
  principal.kind === 'everyone' && limits.length > 0 && limits.every(({ privateAddress }) => privateAddress)

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-vpcsourceip
 */
const privateAddressText = (statement: Statement): string =>
  `${statementText(statement)} allows everyone with a private IP address, which does not identify one network; ` +
  'add a condition on aws:SourceVpc or aws:SourceVpce'
