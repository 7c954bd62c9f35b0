import type { GrantRecord, KeyRecord } from '../model/report.ts'
import { type CheckContext, fail, type KeyCheck, pass, unknown } from './check.ts'
import { revokeOrRenew } from './grant-remedy.ts'
import { byGrants } from './granted.ts'
import { principalOf } from './principal.ts'
import { isOrganizationUnread, isTrusted } from './trusted-account.ts'

const check: KeyCheck = {
  id: 'grant-cross-account',
  title: 'Grants go to known accounts only',
  scope: 'key',
  severity: 'high',
  why: 'A grant lets another account use the key without a word in the key policy, so reviews of policies do not see it.',
  needs: ['grants'],
  judge: byGrants((grants, key, context) => {
    const strangers = new Set<string>()
    const given: GrantRecord[] = []
    const retirable: GrantRecord[] = []
    for (const grant of grants) {
      const grantee = strangerOf(grant.grantee_principal, key, context)
      const retiring = strangerOf(grant.retiring_principal, key, context)
      if (grantee !== null) strangers.add(grantee)
      if (retiring !== null) strangers.add(retiring)
      if (grantee !== null) given.push(grant)
      else if (retiring !== null) retirable.push(grant)
    }
    if (strangers.size === 0) return pass
    const whom = [...strangers].toSorted().join(', ')
    if (isOrganizationUnread(context) && !strangers.has(ANYBODY)) {
      return unknown(`The accounts of the organization could not be read, so ${whom} may or may not be one of them.`)
    }
    if (given.length === 0) {
      const detail = `${counted(retirable)} can be retired by ${whom}, which ends what the grantee may do.`
      return fail(detail, revokeOrRenew(key, [], retirable), 'medium')
    }
    const also = retirable.length === 0 ? '' : `, and ${retirable.length} more can be retired by them`
    return fail(`${counted(given)} to ${whom}${also}.`, revokeOrRenew(key, given, retirable))
  }),
}
export default check

const ANYBODY = 'anybody'

const counted = ({ length }: readonly GrantRecord[]): string => (length === 1 ? '1 grant' : `${length} grants`)

/** Null for services, for principals that are gone, and for those who are trusted. */
function strangerOf(text: string | null, { account_id }: KeyRecord, context: CheckContext): string | null {
  if (text === null) return null
  const principal = principalOf(text)
  if (principal.kind === 'anybody') return ANYBODY
  if (principal.kind !== 'account' || isTrusted(principal.account, account_id, context)) return null
  return principal.account
}
