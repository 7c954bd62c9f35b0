import { NO_ACTIONS, OF_THE_ACCOUNT } from '../policy/actions.ts'
import { type Access, isOpen } from '../policy/access.ts'
import type { Statement } from '../policy/policy.ts'
import { actionsText, statementText } from '../policy/words.ts'
import { fail, type KeyCheck, pass, unknown } from './check.ts'
import { editPolicy, judgePolicy, sentence } from './judge-policy.ts'

/** Any action counts: who may only describe a key learns its ARN, account and state. */
const check: KeyCheck = {
  id: 'policy-public',
  scope: 'key',
  title: 'The key policy does not let everyone in',
  severity: 'critical',
  why:
    'A statement for everyone that no condition with fixed values narrows works for every AWS account in the world. ' +
    'kms:ViaService does not narrow it: others can call the same service.',
  needs: ['policy'],
  controls: [
    { framework: 'AWS Security Hub CSPM', id: 'KMS.5' },
    { framework: 'CIS AWS Foundations 7.0.0', id: '2.21' },
  ],
  judge: (key, context) =>
    judgePolicy(key, context, ({ access }) => {
      const open = statementsOf(access.filter(isOpen))
      if (open.size === 0) {
        const doubtful = statementsOf(access.filter(isDoubtful))
        return doubtful.size === 0 ? pass : unknown(sentence([...doubtful].map(doubtText)))
      }
      const isOfTheAccount = access.every(one => !isOpen(one) || (one.actions & ~OF_THE_ACCOUNT) === NO_ACTIONS)
      // No other account can administer a key; in its own, whoever can reach KMS then does, without a word of IAM.
      const whom = isOfTheAccount ? `everyone in account ${key.account_id}` : 'everyone'
      return fail(
        sentence([...open].map(one => `${statementText(one)} lets ${whom} do ${actionsText(one.actions)}`)),
        editPolicy(key, 'name the principals, or add a condition such as kms:CallerAccount with fixed account ids'),
        isOfTheAccount ? 'medium' : 'critical',
      )
    }),
}
export default check

const isDoubtful = ({ principal, bounds }: Access): boolean =>
  principal.kind === 'everyone' && bounds.every(({ anyNetwork }) => anyNetwork)

const statementsOf = (access: readonly Access[]): Set<Statement> => new Set(access.map(({ statement }) => statement))

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-vpcsourceip */
const doubtText = (statement: Statement): string =>
  `${statementText(statement)} is for everyone with a private address, which does not say whose network that is: ` +
  'add aws:SourceVpc or aws:SourceVpce'
