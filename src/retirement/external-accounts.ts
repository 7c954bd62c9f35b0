import { toGrantPrincipal } from '../policy/statements/grant-principal.ts'
import type { KeyRecord } from '../model/report/report.ts'
import type { Access } from '../policy/access/access.ts'
import { namedIdentities } from '../policy/access/callers-text.ts'
import { CREATE_GRANT, KEY_USE, NO_ACTIONS } from '../policy/statements/actions.ts'
import type { ReadinessContext } from './readiness/context.ts'

export interface ExternalAccounts {
  /** Sorted; `*`: any account. */
  accounts: string[]
  /** False: the policy or the grants were not read, so that there may be more. */
  isComplete: boolean
}

/** Returns the other accounts that the key policy or a grant lets use the key. */
export function externalAccounts(key: KeyRecord, { policyOf }: ReadinessContext): ExternalAccounts {
  const { grants, account_id: own } = key
  const read = policyOf(key)
  const byPolicy = read?.known === true ? read.value.access.flatMap(accountsOf) : []
  const byGrant = (grants ?? []).flatMap(({ grantee_principal: grantee }) => {
    const principal = toGrantPrincipal(grantee)
    return principal.kind === 'account' ? principal.account : principal.kind === 'everyone' ? '*' : []
  })
  const accounts = [...new Set([...byPolicy, ...byGrant])].filter(account => account !== own).toSorted()
  return { accounts, isComplete: read?.known === true && grants !== undefined && grants !== null }
}

/** Accounts of callers that can use the key, or let others use it. */
function accountsOf({ principal, actions, accounts, limits }: Access): readonly string[] {
  if ((actions & (KEY_USE | CREATE_GRANT)) === NO_ACTIONS) return []
  if (principal.kind === 'account' || principal.kind === 'identity') return [principal.account]
  if (principal.kind === 'deleted' || principal.kind === 'invalid') return []
  if (accounts !== null) return accounts
  if (principal.kind === 'service') return limits.flatMap(limit => limit.accounts)
  const identities = namedIdentities(limits).map(arn => arn.split(':')[4] ?? '*')
  return identities.length > 0 ? identities : ['*']
}
