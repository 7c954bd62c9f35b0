import type { Severity } from '../../../model/finding.ts'
import type { KeyRecord } from '../../../model/report/report.ts'
import type { Access } from '../../../policy/access/access.ts'
import { NO_ACTIONS, OWN_ACCOUNT_ONLY } from '../../../policy/statements/actions.ts'
import { type OriginLimit } from '../../../policy/access/origin-limit.ts'
import { OWN_ORGANIZATION } from '../../../policy/access/read-origin-limit.ts'
import { callersText } from '../../../policy/access/callers-text.ts'
import { principalText } from '../../../policy/statements/principal.ts'
import { listText } from '../../../lib/text/lists.ts'
import type { CheckContext } from '../../check.ts'
import { allowsConfusedDeputy } from './confused-deputy.ts'
import { isOrganizationUnknown, isTrusted } from '../../shared/trusted-account.ts'

/** A caller outside the trusted accounts that has access, and how severe that is. */
export interface UntrustedCaller {
  /** `account 444455556666`, `everyone from 203.0.113.0/24` */
  who: string
  severity: Severity
}

/**
 * Returns the untrusted callers that have this access. An Allow to everyone from a named network is harmless, and so is
 * an Allow to a service that acts only for trusted sources. A Deny that narrows such an Allow cannot make it harmful,
 * even if it leaves access to accounts that it names.
 */
export function findUntrustedCallers(access: Access, key: KeyRecord, context: CheckContext): UntrustedCaller[] {
  const allowed = { ...access, ...access.beforeDenials }
  const isHarmless = isLimited(allowed) && untrustedCallers(allowed, key, context).length === 0
  return isHarmless ? [] : untrustedCallers(access, key, context)
}

function isLimited(access: Access): boolean {
  if (access.principal.kind === 'service') return !allowsConfusedDeputy(access)
  return access.principal.kind === 'everyone' && !access.limits.every(({ privateAddress }) => privateAddress)
}

function untrustedCallers(access: Access, key: KeyRecord, context: CheckContext): UntrustedCaller[] {
  const { principal, actions, accounts, limits } = access
  // Other accounts cannot administer a key, whatever its policy allows.
  if ((actions & ~OWN_ACCOUNT_ONLY) === NO_ACTIONS) return []
  // A deleted principal has no access, even if a condition names an account.
  if (principal.kind === 'deleted' || principal.kind === 'invalid') return []
  const trust = trustOf(key, context)
  if (limits.some(limit => isWithinTrusted(access, limit, trust))) return []
  // Identities of the public web sign in to roles of some account, so limits apply to them as to everyone.
  if (principal.kind === 'federated' && limits.every(limitsAddressesOnly))
    return [{ who: principalText(principal), severity: 'high' }]
  if (principal.kind === 'identity')
    return trust.hasAccount(principal.account) ? [] : [{ who: principal.arn, severity: 'high' }]
  const asService = principal.kind === 'service'
  const inAccount = (account: string): UntrustedCaller =>
    asService
      ? { who: `${callersText(access)} for account ${account}`, severity: 'medium' }
      : { who: `account ${account}`, severity: 'high' }
  if (accounts !== null) return accounts.filter(account => !trust.hasAccount(account)).map(inAccount)
  // The check policy-confused-deputy reports a service whose sources are not limited.
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

/** With --trust-org, the organization of the account is trusted even if the list of its accounts could not be read. */
const trustOf = (key: KeyRecord, context: CheckContext): Trust => ({
  hasAccount: account => isTrusted(account, key.account_id, context),
  hasOrganization: id =>
    id === OWN_ORGANIZATION
      ? context.organization !== null || isOrganizationUnknown(context)
      : id === context.organization?.id,
})

const isWithinTrusted = ({ principal }: Access, limit: OriginLimit, trust: Trust): boolean =>
  limit.appliesTo === (principal.kind === 'service' ? 'source' : 'caller') &&
  !limit.unknownAccount &&
  limit.addresses.length === 0 &&
  limit.organizations.length > 0 &&
  limit.organizations.every(id => trust.hasOrganization(id)) &&
  limit.accounts.every(account => trust.hasAccount(account))

/** Without --trust-org, an organization that a policy names is most likely that of the account. */
function inOrganization(id: string, access: Access, { organization }: CheckContext): UntrustedCaller {
  const isService = access.principal.kind === 'service'
  const who = isService ? `${callersText(access)} for the organization ${id}` : `the organization ${id}`
  return { who, severity: isService || organization === null ? 'medium' : 'high' }
}

/** Whether callers of any account can satisfy the limit, if they have the right IP addresses. */
const limitsAddressesOnly = ({ addresses, privateAddress }: OriginLimit): boolean =>
  privateAddress || addresses.length > 0

function fromAddresses({ principal, limits }: Access): UntrustedCaller[] {
  const addresses = limits.flatMap(limit => limit.addresses)
  if (principal.kind !== 'everyone' || addresses.length === 0 || !limits.every(limitsAddressesOnly)) return []
  return [{ who: `everyone from ${listText(addresses)}`, severity: 'medium' }]
}
