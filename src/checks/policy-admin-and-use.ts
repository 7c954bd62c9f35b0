import { ADMINISTRATION, type Actions, NO_ACTIONS, SECRET_USE } from '../policy/actions.ts'
import type { Access } from '../policy/access.ts'
import { namedBy } from '../policy/callers.ts'
import { listText } from '../policy/words.ts'
import { fail, type KeyCheck, pass } from './check.ts'
import { editPolicy, judgePolicy } from './judge-policy.ts'

const check: KeyCheck = {
  id: 'policy-admin-and-use',
  scope: 'key',
  title: 'Who administers the key does not also decrypt or sign with it',
  severity: 'medium',
  why:
    'Separation of duties: one identity that both decides who uses the key and uses it can read everything and hide ' +
    'it, and one stolen credential is enough for both.',
  needs: ['policy'],
  judge: (key, context) =>
    judgePolicy(key, context, ({ access }) => {
      const both = [...actionsByName(access, key.account_id)]
        .filter(([, actions]) => (actions & ADMINISTRATION) !== NO_ACTIONS && (actions & SECRET_USE) !== NO_ACTIONS)
        .map(([name]) => name)
      if (both.length === 0) return pass
      return fail(
        `The policy lets ${listText(both)} both administer the key and decrypt or sign with it.`,
        editPolicy(key, 'give administration and use to different roles'),
      )
    }),
}
export default check

/** Over all statements. The root stands for whatever IAM says, which is not judged here; strangers cannot administer. */
function actionsByName(access: readonly Access[], account: string): Map<string, Actions> {
  const found = new Map<string, Actions>()
  for (const one of access)
    for (const name of namesOf(one, account)) found.set(name, (found.get(name) ?? NO_ACTIONS) | one.actions)
  return found
}

function namesOf({ principal, bounds }: Access, account: string): readonly string[] {
  if (principal.kind === 'identity') return principal.account === account ? [principal.arn] : []
  if (principal.kind !== 'everyone') return []
  return namedBy(bounds).filter(arn => arn.split(':')[4] === account && !arn.endsWith(':root'))
}
