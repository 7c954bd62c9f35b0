import { actionsText, statementText } from '../policy/words.ts'
import { fail, type KeyCheck, pass } from './check.ts'
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
      const open = new Set(
        access
          .filter(({ principal, bounds }) => principal.kind === 'everyone' && bounds.length === 0)
          .map(({ statement }) => statement),
      )
      if (open.size === 0) return pass
      return fail(
        sentence([...open].map(one => `${statementText(one)} lets everyone do ${actionsText(one.actions)}`)),
        editPolicy(key, 'name the principals, or add a condition such as kms:CallerAccount with fixed account ids'),
      )
    }),
}
export default check
