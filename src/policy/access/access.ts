import { type ActionSet, hasOnlyUnlisted } from '../statements/actions.ts'
import { isUnlisted } from '../statements/listed-actions.ts'
import { misspeltIn } from '../statements/misspelt.ts'
import type { Statement } from '../statements/policy.ts'
import type { Principal } from '../statements/principal.ts'
import { admitsNobody, type OriginLimit } from './origin-limit.ts'

/** What one statement allows one principal to do, after every Deny that certainly applies. */
export interface Access {
  statement: Statement
  /**
   * `everyone` means every user and role. `*` in a policy also means AWS services; they are a second Access, with the
   * principal `EVERY_SERVICE`, where their access differs.
   */
  principal: Principal
  /** Never empty. */
  actions: ActionSet
  /** A request must satisfy all of them. */
  limits: readonly OriginLimit[]
  /** The only accounts of the callers, or of the sources of a service; never empty. Null: any account. */
  accounts: readonly string[] | null
  /** The limits and accounts that the Allow has by itself, before any Deny is applied. */
  beforeDenials: Pick<Access, 'limits' | 'accounts'>
}

/** Adds a limit to an access. Returns null when no caller satisfies this limit and the earlier ones. */
export function narrowTo(access: Access, limit: OriginLimit): Access | null {
  if (admitsNobody(limit)) return null
  const narrowed = { ...access, limits: [...access.limits, limit] }
  // The source of a service says nothing about the account of a caller, and the account of a caller nothing about a
  // source.
  const limitsAccounts = limit.appliesTo === (access.principal.kind === 'service' ? 'source' : 'caller')
  if (
    !limitsAccounts ||
    limit.organizations.length > 0 ||
    limit.services.length > 0 ||
    limit.unknownAccount ||
    limit.addresses.length > 0
  )
    return narrowed
  const accounts = limit.accounts.filter(account => access.accounts?.includes(account) ?? true)
  return accounts.length === 0 ? null : { ...narrowed, accounts }
}

/** Whether every user and role of every account has this access. */
export const isUnlimited = ({ principal, limits }: Access): boolean =>
  principal.kind === 'everyone' && limits.length === 0

/** Whether the only actions left are ones that the statement seems to misspell. */
export const isOnlyMisspelt = ({ actions, statement }: Access): boolean =>
  hasOnlyUnlisted(actions) &&
  statement.actions?.negated === false &&
  misspeltIn(statement.actions).length === statement.actions.items.filter(isUnlisted).length &&
  misspeltIn(statement.actions).length > 0
