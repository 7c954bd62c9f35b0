import { NO_ACTIONS } from '../statements/actions.ts'
import type { Principal } from '../statements/principal.ts'
import { type Access, narrowTo } from './access.ts'
import type { Denial, Rejected } from './denial.ts'

/**
 * Returns what every Deny together leaves of an access: none, one or several parts. A Deny may limit the accounts of
 * the callers, and the Denies before it can then be decided for each account, so they are applied a second time.
 */
export function applyDenials(access: Access, denials: readonly Denial[]): Access[] {
  const parts = applyInOrder([access], denials)
  return parts.some(isLimitedToAccounts) ? applyInOrder(parts, denials) : parts
}

const applyInOrder = (parts: Access[], denials: readonly Denial[]): Access[] =>
  denials.reduce((left, denial) => left.flatMap(part => applyDenial(part, denial)), parts)

/** Splits an access into the actions that the Deny does not name, and what the Deny leaves of the actions it names. */
function applyDenial(access: Access, denial: Denial): Access[] {
  const denied = access.actions & denial.actions
  if (denied === NO_ACTIONS) return [access]
  const callers = callersOf(access).map(caller => ({
    ...caller,
    rejected: denial.rejected(caller.principal, access.statement),
  }))
  if (callers.every(({ rejected }) => rejected === 'none')) return [access]
  const others = access.actions & ~denial.actions
  return [
    ...(others === NO_ACTIONS ? [] : [{ ...access, actions: others }]),
    ...callers.flatMap(({ accounts, rejected }) => withoutRejected({ ...access, actions: denied, accounts }, rejected)),
  ]
}

interface Callers {
  principal: Principal
  accounts: Access['accounts']
}

/** The principal of an access, or each of its accounts if it is for everyone in some accounts. */
const callersOf = (access: Access): Callers[] =>
  isLimitedToAccounts(access)
    ? access.accounts.map(account => ({ principal: { kind: 'account', account }, accounts: [account] }))
    : [{ principal: access.principal, accounts: access.accounts }]

const isLimitedToAccounts = (access: Access): access is Access & { accounts: readonly string[] } =>
  access.principal.kind === 'everyone' && access.accounts !== null

function withoutRejected(access: Access, rejected: Rejected): Access[] {
  if (rejected === 'none') return [access]
  const left = rejected === 'all' ? null : narrowTo(access, rejected)
  return left === null ? [] : [left]
}
