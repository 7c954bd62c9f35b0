import type { Severity } from '../../model/finding.ts'
import type { KeyRecord } from '../../model/report.ts'
import type { Access } from '../../policy/access/access.ts'
import { NO_ACTIONS, OWN_ACCOUNT_ONLY } from '../../policy/statements/actions.ts'
import { type OriginLimit } from '../../policy/access/origin-limit.ts'
import { OWN_ORGANIZATION } from '../../policy/access/read-origin-limit.ts'
import { callersText } from '../../policy/access/callers-text.ts'
import { principalText } from '../../policy/statements/principal.ts'
import { listText } from '../../lib/text/lists.ts'
import type { CheckContext } from '../check.ts'
import { isMisusable } from '../policy/misusable.ts'
import { isOrganizationUnread, isTrusted } from './trusted-account.ts'

/** A caller outside the trusted accounts that a policy gives access, and how severe that is. */
export interface Stranger {
  /** `account 444455556666`, `everyone from 203.0.113.0/24` */
  who: string
  severity: Severity
}

/**
 * The strangers that are left after every Deny. An Allow to everyone from a named network, or to a service that cannot
 * be misused, is harmless; it stays so when a Deny narrows it, though the Deny may name accounts that are left.
 */
export function strangersLeft(access: Access, key: KeyRecord, context: CheckContext): Stranger[] {
  const alone = { ...access, ...access.beforeDenials }
  const isHarmless = isHeld(alone) && strangersOf(alone, key, context).length === 0
  return isHarmless ? [] : strangersOf(access, key, context)
}

function isHeld(access: Access): boolean {
  if (access.principal.kind === 'service') return !isMisusable(access)
  return access.principal.kind === 'everyone' && !access.limits.every(({ privateAddress }) => privateAddress)
}

/** Deleted principals have no access, and a service alone is AWS. */
function strangersOf(access: Access, key: KeyRecord, context: CheckContext): Stranger[] {
  const { principal, actions, accounts, limits } = access
  // Other accounts cannot administer a key, whatever its policy says.
  if ((actions & ~OWN_ACCOUNT_ONLY) === NO_ACTIONS) return []
  // A deleted principal calls from no account, even if a condition names one.
  if (principal.kind === 'dead' || principal.kind === 'invalid') return []
  const trust = trustOf(key, context)
  if (limits.some(limit => isWithinTrusted(access, limit, trust))) return []
  // Each identity of the public web belongs to some account, so bounds hold them as they hold everyone.
  if (principal.kind === 'federated' && limits.every(isLoose))
    return [{ who: principalText(principal), severity: 'high' }]
  if (principal.kind === 'identity')
    return trust.hasAccount(principal.account) ? [] : [{ who: principal.arn, severity: 'high' }]
  const asService = principal.kind === 'service'
  const inAccount = (account: string): Stranger =>
    asService
      ? { who: `${callersText(access)} for account ${account}`, severity: 'medium' }
      : { who: `account ${account}`, severity: 'high' }
  if (accounts !== null) return accounts.filter(account => !trust.hasAccount(account)).map(inAccount)
  // A service that is limited by anything but its sources is reported by policy-confused-deputy.
  const relevant = limits.filter(({ appliesTo }) => !asService || appliesTo === 'source')
  return [
    ...relevant.flatMap(limit => limit.accounts.filter(account => !trust.hasAccount(account))).map(inAccount),
    ...relevant
      .flatMap(limit => limit.organizations.filter(id => !trust.hasOrganization(id)))
      .map(id => inOrganization(id, access, context)),
    ...fromAddresses(access),
  ]
}

interface Trust {
  hasAccount(account: string): boolean
  hasOrganization(id: string): boolean
}

/** With --trust-org the organization of the account is trusted, also where its list of accounts could not be read. */
const trustOf = (key: KeyRecord, context: CheckContext): Trust => ({
  hasAccount: account => isTrusted(account, key.account_id, context),
  hasOrganization: id =>
    id === OWN_ORGANIZATION
      ? context.organization !== null || isOrganizationUnread(context)
      : id === context.organization?.id,
})

const isWithinTrusted = ({ principal }: Access, limit: OriginLimit, trust: Trust): boolean =>
  limit.appliesTo === (principal.kind === 'service' ? 'source' : 'caller') &&
  !limit.unknownAccount &&
  limit.addresses.length === 0 &&
  limit.organizations.length > 0 &&
  limit.organizations.every(id => trust.hasOrganization(id)) &&
  limit.accounts.every(account => trust.hasAccount(account))

/** Without --trust-org an organization that a policy names is most likely that of the account itself. */
function inOrganization(id: string, access: Access, { organization }: CheckContext): Stranger {
  const isService = access.principal.kind === 'service'
  const who = isService ? `${callersText(access)} for the organization ${id}` : `the organization ${id}`
  return { who, severity: isService || organization === null ? 'medium' : 'high' }
}

/** A bound that callers of any account can keep within, if they come from the right addresses. */
const isLoose = ({ addresses, privateAddress }: OriginLimit): boolean => privateAddress || addresses.length > 0

function fromAddresses({ principal, limits }: Access): Stranger[] {
  const addresses = limits.flatMap(limit => limit.addresses)
  if (principal.kind !== 'everyone' || addresses.length === 0 || !limits.every(isLoose)) return []
  return [{ who: `everyone from ${listText(addresses)}`, severity: 'medium' }]
}
