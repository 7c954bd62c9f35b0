import { listText } from '../../lib/text/lists.ts'
import { principalText } from '../statements/principal.ts'
import type { Access } from './access.ts'

/**
 * Names who has access, for messages. If the access is for everyone, names only the callers that satisfy its limits.
 */
export function callersText({ principal, limits, accounts }: Access): string {
  if (principal.kind === 'service' && principal.name === '*') {
    const services = limits.flatMap(limit => limit.services)
    return services.length === 0 ? principalText(principal) : `the service ${listText(services)}`
  }
  if (principal.kind !== 'everyone' || limits.length === 0) return principalText(principal)
  const identities = namedIdentities(limits)
  if (identities.length > 0) return listText(identities)
  if (accounts !== null) return `everyone in account ${listText(accounts)}`
  const organizations = limits.flatMap(limit => limit.organizations)
  return organizations.length === 0
    ? 'everyone who meets its conditions'
    : `everyone in the organization ${listText(organizations)}`
}

/** The ARNs of the only identities that satisfy the limits. Empty if the policy does not name them. */
export const namedIdentities = (limits: Access['limits']): readonly string[] =>
  limits.find(({ identities }) => identities !== null)?.identities ?? []
