import { type Actions, NO_ACTIONS } from './actions.ts'
import { type Bound, boundsOf } from './bound.ts'
import { accountOf, type Denial, toDenial } from './denial.ts'
import type { Policy, Statement } from './policy.ts'
import type { Principal } from './principal.ts'
import { whyIneffective } from './why-ineffective.ts'

/** What one statement lets one principal do, after every Deny that certainly takes something from it. */
export interface Access {
  statement: Statement
  principal: Principal
  /** Never empty. */
  actions: Actions
  /** The caller must keep within each of them. */
  bounds: readonly Bound[]
  /** The only accounts that callers can be of; null: the policy does not tell. Never empty. */
  accounts: readonly string[] | null
}

/** Who may do what with the key of this ARN. Each statement speaks for itself, so one more never hides another. */
export function accessOf(policy: Policy, keyArn: string): Access[] {
  const effective = policy.statements.filter(statement => whyIneffective(statement, keyArn) === null)
  const denials = effective.filter(({ effect }) => effect === 'Deny').map(toDenial)
  return effective
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(statement => granted(statement).flatMap(access => withoutDenied(access, denials)))
}

function granted(statement: Statement): Access[] {
  const actions = statement.covers
  const bounds = boundsOf(statement.conditions)
  return allowed(statement).flatMap(principal => {
    const own = accountOf(principal)
    const access: Access = { statement, principal, actions, bounds: [], accounts: own === null ? null : [own] }
    return bounds.reduce<Access | null>((held, bound) => held && within(held, bound), access) ?? []
  })
}

/** An Allow to all but some is an Allow to everyone: whoever is not named gets in. */
function allowed({ principals }: Statement): readonly Principal[] {
  if (principals === null) return []
  return principals.but ? [{ kind: 'everyone' }] : principals.items
}

function withoutDenied(access: Access, denials: readonly Denial[]): Access[] {
  let parts = [access]
  for (const denial of denials) {
    if ((access.actions & denial.actions) === NO_ACTIONS) continue
    const effect = denial.effectOn(access.principal)
    if (effect === 'none') continue
    parts = parts.flatMap(part => {
      const hit = part.actions & denial.actions
      const rest = part.actions & ~denial.actions
      const held = hit === NO_ACTIONS || effect === 'all' ? null : within({ ...part, actions: hit }, effect)
      return [...(rest === NO_ACTIONS ? [] : [{ ...part, actions: rest }]), ...(held === null ? [] : [held])]
    })
  }
  return parts
}

/** Null: nobody keeps within this bound and those before. */
function within(access: Access, bound: Bound): Access | null {
  const { principal } = access
  const bounds = [...access.bounds, bound]
  if (bound.organizations.length > 0 || bound.elsewhere) return { ...access, bounds }
  // Whom a service acts for says nothing of the account that calls, nor the other way round.
  if (principal.kind !== 'everyone' && bound.ofSource !== (principal.kind === 'service')) return { ...access, bounds }
  const accounts = bound.accounts.filter(account => access.accounts?.includes(account) ?? true)
  if (accounts.length > 0) return { ...access, bounds, accounts }
  return access.bounds.every(({ ofSource }) => ofSource === bound.ofSource) ? null : { ...access, bounds }
}
