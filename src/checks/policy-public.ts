import type { Access } from '../policy/access.ts'
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
    { framework: 'AWS Security Hub', id: 'KMS.5' },
    { framework: 'CIS AWS Foundations 7.0', id: '2.21' },
  ],
  judge: (key, context) =>
    judgePolicy(key, context, ({ access }) => {
      const open = statementsOf(access, ({ bounds }) => bounds.length === 0)
      if (open.size === 0) {
        const doubtful = statementsOf(access, ({ bounds }) => bounds.every(({ anyNetwork }) => anyNetwork))
        return doubtful.size === 0 ? pass : unknown(sentence([...doubtful].map(doubtText)))
      }
      return fail(
        sentence([...open].map(one => `${statementText(one)} lets everyone do ${actionsText(one.actions)}`)),
        editPolicy(key, 'name the principals, or add a condition such as kms:CallerAccount with fixed account ids'),
      )
    }),
}
export default check

const statementsOf = (access: readonly Access[], isMeant: (one: Access) => boolean): Set<Statement> =>
  new Set(access.filter(one => one.principal.kind === 'everyone' && isMeant(one)).map(({ statement }) => statement))

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-vpcsourceip */
const doubtText = (statement: Statement): string =>
  `${statementText(statement)} is for everyone with a private address, which does not say whose network that is: ` +
  'add aws:SourceVpc or aws:SourceVpce'
