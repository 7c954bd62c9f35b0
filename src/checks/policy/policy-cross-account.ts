import type { Severity } from '../../model/finding.ts'
import { type Access, isOnlyMisspelt } from '../../policy/access/access.ts'
import { type ActionSet, OWN_ACCOUNT_ONLY } from '../../policy/statements/actions.ts'
import { misspeltTexts } from '../../policy/statements/misspelt.ts'
import { listText } from '../../lib/text/lists.ts'
import { fail, type KeyCheck, pass, type Result, unknown } from '../check.ts'
import { exposureText, isMetadata, worstOf } from './exposure.ts'
import { editPolicy, judgePolicy, sentences } from './judge-policy.ts'
import { type Stranger, strangersLeft } from '../shared/strangers.ts'
import { isOrganizationUnread } from '../shared/trusted-account.ts'

const check: KeyCheck = {
  id: 'policy-cross-account',
  scope: 'key',
  title: 'KMS key policies should not give access to untrusted accounts',
  severity: 'high',
  why: 'Administrators of another account decide which of their users and roles can use the key. Name trusted accounts with --trusted-account, or trust all accounts of the organization with --trust-org.',
  needs: ['policy'],
  judge: (key, context) =>
    judgePolicy(key, context, ({ access }) => {
      const found: Found[] = []
      const undecided: string[] = []
      for (const one of access) {
        const strangers = strangersLeft(one, key, context)
        if (strangers.length === 0 || isOnlyMisspelt(one)) continue
        if (isOrganizationUnread(context) && mayBeOfOne(one)) undecided.push(...strangers.map(({ who }) => who))
        else found.push({ access: one, strangers })
      }
      const open = undecided.length === 0 ? '' : undecidedText(undecided)
      if (found.length === 0) return open === '' ? doubtOf(access) : unknown(open)
      const detail = sentences([...new Set(found.map(textOf))])
      return fail(
        open === '' ? detail : `${detail} ${open}`,
        editPolicy(
          key,
          'Remove the principals that should not have access, or trust their accounts with --trusted-account or --trust-org.',
        ),
        worstOf(found.flatMap(severitiesOf)),
      )
    }),
}
export default check

interface Found {
  access: Access
  strangers: readonly Stranger[]
}

/** Other accounts cannot administer a key, whatever its policy says. */
const actionsAcross = ({ actions }: Access): ActionSet => actions & ~OWN_ACCOUNT_ONLY

const textOf = ({ access, strangers }: Found): string =>
  exposureText(
    access,
    strangers.map(({ who }) => who),
    actionsAcross(access),
  )

const severitiesOf = ({ access, strangers }: Found): Severity[] =>
  isMetadata(actionsAcross(access)) ? ['low'] : strangers.map(({ severity }) => severity)

/** A misspelt action gives no access, or access that was not intended. */
function doubtOf(access: readonly Access[]): Result {
  const doubtful = access.filter(one => isOnlyMisspelt(one) && one.principal.kind !== 'everyone')
  const doubts = new Set(doubtful.flatMap(({ statement }) => misspeltTexts(statement)))
  return doubts.size === 0 ? pass : unknown(sentences([...doubts]))
}

/** Whether they can belong to an organization: identities of the public web do not. */
const mayBeOfOne = ({ principal }: Access): boolean => principal.kind !== 'federated'

const undecidedText = (strangers: readonly string[]): string =>
  `The accounts of the organization could not be read, so ${listText(strangers)} may or may not be trusted.`
