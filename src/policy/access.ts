import { type Actions, isAllUnlisted, isUnlisted, NO_ACTIONS } from './actions.ts'
import { boundsOf, isNobody } from './bound.ts'
import type { Bound } from './bounding-keys.ts'
import { actionsUnder } from './carried.ts'
import { isCertain } from './certainty.ts'
import { type Denial, toDenial } from './denial.ts'
import { misspeltIn } from './misspelt.ts'
import type { Policy, Statement } from './policy.ts'
import { accountOf, EVERY_SERVICE, type Principal } from './principal.ts'
import { type Asked, whyIneffective } from './why-ineffective.ts'

/** What one statement allows one principal to do, after every Deny that certainly applies. */
export interface Access {
  statement: Statement
  /** Everyone is every user and role. `*` also means services, which are separate where their access differs. */
  principal: Principal
  /** Never empty. */
  actions: Actions
  /** The caller must keep within each of them. */
  bounds: readonly Bound[]
  /** The only accounts that callers, or the sources of a service, can belong to; never empty. Null: not limited. */
  accounts: readonly string[] | null
  /** The same before any Deny: what the Allow says by itself. */
  allowed: { bounds: readonly Bound[]; accounts: readonly string[] | null }
}

/** Who may do what with the key. Each statement is read by itself, so an additional one never hides another. */
export function accessOf(policy: Policy, asked: Asked): Access[] {
  const effective = policy.statements.filter(statement => whyIneffective(statement, asked) === null)
  const denials = effective.filter(({ effect }) => effect === 'Deny').map(one => toDenial(one, asked))
  return effective
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(statement => withoutRepeats(granted(statement, asked).flatMap(access => withoutDenied(access, denials))))
}

/** Whether an Allow applies but gives no access, because no caller can meet its conditions. */
export const isIdle = (statement: Statement, asked: Asked): boolean =>
  statement.effect === 'Allow' && granted(statement, asked).length === 0

function granted(statement: Statement, asked: Asked): Access[] {
  const actions = statement.covers & actionsUnder(statement.conditions)
  if (actions === NO_ACTIONS) return []
  return principalsAllowed(statement).flatMap(principal => {
    if (statement.conditions.some(condition => isCertain(condition, principal, asked) === false)) return []
    const own = accountOf(principal)
    const alone = { bounds: [], accounts: own === null ? null : [own] }
    const access: Access = { statement, principal, actions, ...alone, allowed: alone }
    const bounds = boundsOf(statement.conditions, principal)
    const held = bounds.reduce<Access | null>((left, bound) => left && within(left, bound), access)
    return held === null ? [] : { ...held, allowed: { bounds: held.bounds, accounts: held.accounts } }
  })
}

/** An Allow for all except some is an Allow for everyone else. */
function principalsAllowed({ principals }: Statement): readonly Principal[] {
  if (principals === null) return []
  if (principals.but) return [{ kind: 'everyone' }, EVERY_SERVICE]
  return principals.items.some(({ kind }) => kind === 'everyone')
    ? [...principals.items, EVERY_SERVICE]
    : principals.items
}

function withoutDenied(access: Access, denials: readonly Denial[]): Access[] {
  const parts = afterAll([access], denials)
  // One Deny may limit the accounts of the callers, so the Denies before it are applied again, for each account.
  return parts.some(({ principal, accounts }) => principal.kind === 'everyone' && accounts !== null)
    ? afterAll(parts, denials)
    : parts
}

const afterAll = (parts: Access[], denials: readonly Denial[]): Access[] =>
  denials.reduce((left, denial) => left.flatMap(part => after(part, denial)), parts)

function after(part: Access, denial: Denial): Access[] {
  const hit = part.actions & denial.actions
  if (hit === NO_ACTIONS) return [part]
  const { principal, accounts, statement } = part
  const isOfAccounts = principal.kind === 'everyone' && accounts !== null
  const people: readonly Principal[] = isOfAccounts
    ? accounts.map(account => ({ kind: 'account', account }))
    : [principal]
  const effects = people.map(one => ({ account: accountOf(one), effect: denial.effectOn(one, statement) }))
  if (effects.every(({ effect }) => effect === 'none')) return [part]
  const rest = part.actions & ~denial.actions
  return [
    ...(rest === NO_ACTIONS ? [] : [{ ...part, actions: rest }]),
    ...effects.flatMap(({ account, effect }) => {
      const of = { ...part, actions: hit, accounts: isOfAccounts && account !== null ? [account] : accounts }
      return effect === 'none' ? of : effect === 'all' ? [] : (within(of, effect) ?? [])
    }),
  ]
}

/** Null: no caller meets this bound and those before. */
function within(access: Access, bound: Bound): Access | null {
  if (isNobody(bound)) return null
  const held = { ...access, bounds: [...access.bounds, bound] }
  // The source of a service says nothing about the account of a caller, and the other way round.
  const isOfThem = bound.of === (access.principal.kind === 'service' ? 'source' : 'caller')
  if (
    !isOfThem ||
    bound.organizations.length > 0 ||
    bound.services.length > 0 ||
    bound.elsewhere ||
    bound.addresses.length > 0
  )
    return held
  const accounts = bound.accounts.filter(account => access.accounts?.includes(account) ?? true)
  return accounts.length === 0 ? null : { ...held, accounts }
}

/** Access for everyone includes services, so it is reported once. */
function withoutRepeats(parts: readonly Access[]): Access[] {
  const open = parts.filter(isOpen).reduce((actions, part) => actions | part.actions, NO_ACTIONS)
  return parts.flatMap(part => {
    if (part.principal !== EVERY_SERVICE) return part
    const actions = part.actions & ~open
    return actions === NO_ACTIONS ? [] : { ...part, actions }
  })
}

/** Everyone has access, without any bound. */
export const isOpen = ({ principal, bounds }: Access): boolean => principal.kind === 'everyone' && bounds.length === 0

/** Whether the only actions left are ones that the statement seems to misspell. */
export const isMisspelt = ({ actions, statement }: Access): boolean =>
  isAllUnlisted(actions) &&
  statement.actions?.but === false &&
  misspeltIn(statement.actions).length === statement.actions.items.filter(isUnlisted).length &&
  misspeltIn(statement.actions).length > 0
