import { ADMINISTRATION, type ActionSet, NO_ACTIONS, SECRET_USE } from '../../policy/statements/actions.ts'
import type { Access } from '../../policy/access/access.ts'
import { namedIdentities } from '../../policy/access/callers-text.ts'
import { roleOf } from '../../policy/statements/principal.ts'
import { listText } from '../../lib/text/lists.ts'
import { fail, type KeyCheck, notApplicable, pass } from '../check.ts'
import { isFullAccess } from './shared/full-access.ts'
import { editPolicy, judgePolicy } from './shared/judge-policy.ts'

const check: KeyCheck = {
  id: 'policy-admin-and-use',
  scope: 'key',
  title: 'KMS key policies should separate key administrators from key users',
  severity: 'medium',
  why: 'A principal that both controls access to the key and uses it can give itself access to all data and hide that it did. Separation of duties limits the effect of one stolen credential.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/rbac.html',
  needs: ['policy'],
  judge: (key, context) =>
    judgePolicy(key, context, ({ access }) => {
      const both = identitiesWithBoth(access, key.account_id)
      if (both.length === 0) return pass
      const other = access.filter(one => !isFullAccess(one, key.account_id))
      const found = identitiesWithBoth(other, key.account_id)
      if (found.length === 0) return notApplicable(`The check policy-full-access reports ${listText(both)}.`)
      return fail(
        `The policy allows ${listText(found)} to administer the key and also to decrypt or sign with it.`,
        editPolicy(key, 'Give the administration and the use of the key to different roles.'),
      )
    }),
}
export default check

function identitiesWithBoth(access: readonly Access[], account: string): string[] {
  const identities = [...actionsByIdentity(access, account).values()]
  return identities
    .filter(({ actions }) => (actions & ADMINISTRATION) !== NO_ACTIONS && (actions & SECRET_USE) !== NO_ACTIONS)
    .map(({ arn }) => arn)
}

/**
 * Returns what each identity of the account can do, over all statements. The sessions of a role count as the role. The
 * root user is left out, because IAM policies decide about its account, and so are other accounts, because they cannot
 * administer the key.
 */
function actionsByIdentity(
  access: readonly Access[],
  account: string,
): Map<string, { arn: string; actions: ActionSet }> {
  const found = new Map<string, { arn: string; actions: ActionSet }>()
  for (const one of access) {
    for (const arn of arnsOf(one, account)) {
      const id = roleOf(arn) ?? arn
      const before = found.get(id)
      const named = before === undefined || arn.includes(':role/') ? arn : before.arn
      found.set(id, { arn: named, actions: (before?.actions ?? NO_ACTIONS) | one.actions })
    }
  }
  return found
}

function arnsOf({ principal, limits }: Access, account: string): readonly string[] {
  if (principal.kind === 'identity') return principal.account === account ? [principal.arn] : []
  if (principal.kind !== 'everyone') return []
  return namedIdentities(limits).filter(arn => arn.split(':')[4] === account && !arn.endsWith(':root'))
}
