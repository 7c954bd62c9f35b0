import type { Severity } from '../../model/finding.ts'
import { type Access, isOnlyMisspelt } from '../../policy/access/access.ts'
import { type ActionSet, OWN_ACCOUNT_ONLY } from '../../policy/statements/actions.ts'
import { misspeltTexts } from '../../policy/statements/misspelt.ts'
import { listText } from '../../lib/text/lists.ts'
import { fail, type KeyCheck, pass, type Result, unknown } from '../check.ts'
import { worstSeverity } from '../shared/severity.ts'
import { exposureText, readsMetadataOnly } from './shared/exposure.ts'
import { editPolicy, judgePolicy, toSentences } from './shared/judge-policy.ts'
import { type UntrustedCaller, findUntrustedCallers } from './shared/untrusted-callers.ts'
import { isOrganizationUnknown } from '../shared/trusted-account.ts'

const check: KeyCheck = {
  id: 'policy-cross-account',
  scope: 'key',
  title: 'KMS key policies should not give access to untrusted accounts',
  severity: 'high',
  why: 'Administrators of another account decide which of their users and roles can use the key. Name trusted accounts with --trusted-account, or trust all accounts of the organization with --trust-org.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
  needs: ['policy'],
  judge: (key, context) =>
    judgePolicy(key, context, ({ access }) => {
      const untrusted: UntrustedAccess[] = []
      const undecided: string[] = []
      for (const one of access) {
        const callers = findUntrustedCallers(one, key, context)
        if (callers.length === 0 || isOnlyMisspelt(one)) continue
        if (isOrganizationUnknown(context) && mayBelongToOrganization(one))
          undecided.push(...callers.map(({ who }) => who))
        else untrusted.push({ access: one, callers })
      }
      const doubt = undecided.length === 0 ? '' : undecidedText(undecided)
      if (untrusted.length === 0) return doubt === '' ? judgeMisspelt(access) : unknown(doubt)
      const detail = toSentences([...new Set(untrusted.map(untrustedText))])
      return fail(
        doubt === '' ? detail : `${detail} ${doubt}`,
        editPolicy(
          key,
          'Remove the principals that should not have access, or trust their accounts with --trusted-account or --trust-org.',
        ),
        worstSeverity(untrusted.flatMap(severitiesOfAccess)),
      )
    }),
}
export default check

interface UntrustedAccess {
  access: Access
  callers: readonly UntrustedCaller[]
}

/** Other accounts cannot administer a key, whatever its policy allows. */
const actionsAcross = ({ actions }: Access): ActionSet => actions & ~OWN_ACCOUNT_ONLY

const untrustedText = ({ access, callers }: UntrustedAccess): string =>
  exposureText(
    access,
    callers.map(({ who }) => who),
    actionsAcross(access),
  )

const severitiesOfAccess = ({ access, callers }: UntrustedAccess): Severity[] =>
  readsMetadataOnly(actionsAcross(access)) ? ['low'] : callers.map(({ severity }) => severity)

/** A misspelt action gives no access, or access that was not intended. */
function judgeMisspelt(access: readonly Access[]): Result {
  const doubtful = access.filter(one => isOnlyMisspelt(one) && one.principal.kind !== 'everyone')
  const doubts = new Set(doubtful.flatMap(({ statement }) => misspeltTexts(statement)))
  return doubts.size === 0 ? pass : unknown(toSentences([...doubts]))
}

/** Whether the callers can belong to an organization. Identities of the public web cannot. */
const mayBelongToOrganization = ({ principal }: Access): boolean => principal.kind !== 'federated'

const undecidedText = (callers: readonly string[]): string =>
  `The accounts of the organization could not be read, so ${listText(callers)} may or may not be trusted.`
