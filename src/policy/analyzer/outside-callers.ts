import type { GrantRecord } from '../../model/report/key-facts.ts'
import { type Access, isOnlyMisspelt } from '../access/access.ts'
import { namedIdentities } from '../access/callers-text.ts'
import { type ActionSet, NO_ACTIONS, OWN_ACCOUNT_ONLY } from '../statements/actions.ts'
import { actionsListed } from '../statements/listed-actions.ts'
import { toGrantPrincipal } from '../statements/grant-principal.ts'

/** A caller outside the account of a key that its policy or a grant lets use it. AWS services are left out. */
export interface OutsideCaller {
  /** An account ID, `*` for everyone, `organization o-exampleorg`, or the name of an identity provider. */
  caller: string
  /** What the policy and the grants allow. */
  actions: ActionSet
  /** The statement limits the access by conditions. */
  isConditional: boolean
  /** A grant gives the access. */
  isByGrant: boolean
}

/** @param own the account of the key */
export function outsideCallers(
  access: readonly Access[],
  grants: readonly GrantRecord[],
  own: string,
): Map<string, OutsideCaller> {
  const found = new Map<string, OutsideCaller>()
  const note = (caller: string, actions: ActionSet, isConditional: boolean, isByGrant: boolean): void => {
    const before = found.get(caller)
    found.set(caller, {
      caller,
      actions: (before?.actions ?? NO_ACTIONS) | actions,
      isConditional: isConditional && (before?.isConditional ?? true),
      isByGrant: isByGrant && (before?.isByGrant ?? true),
    })
  }
  for (const one of access) {
    if (isOnlyMisspelt(one)) continue
    const isConditional = one.statement.conditions.length > 0
    for (const caller of callersOf(one))
      if (caller !== own) note(caller, one.actions & ~OWN_ACCOUNT_ONLY, isConditional, false)
  }
  for (const { grantee_principal: grantee, operations, constraints } of grants) {
    const principal = toGrantPrincipal(grantee)
    const caller = principal.kind === 'everyone' ? '*' : principal.kind === 'account' ? principal.account : own
    if (caller !== own) note(caller, actionSetOf(operations.map(name => `kms:${name}`)), constraints !== null, true)
  }
  return found
}

/** The set of actions with these names, such as `kms:Decrypt`. */
export const actionSetOf = (items: readonly string[]): ActionSet => actionsListed({ negated: false, items })

/** Other accounts cannot administer a key, whatever its policy allows. */
function callersOf({ principal, actions, accounts, limits }: Access): readonly string[] {
  if ((actions & ~OWN_ACCOUNT_ONLY) === NO_ACTIONS) return []
  switch (principal.kind) {
    case 'account':
    case 'identity':
      return [principal.account]
    case 'federated':
      return [principal.name]
    case 'everyone': {
      if (accounts !== null) return accounts
      const organizations = limits.flatMap(limit => limit.organizations)
      if (organizations.length > 0) return organizations.map(id => `organization ${id}`)
      const identities = namedIdentities(limits).flatMap(arn => arn.split(':')[4] ?? [])
      return identities.length > 0 ? identities : ['*']
    }
    default:
      return []
  }
}
