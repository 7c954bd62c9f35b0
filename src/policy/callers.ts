import type { Access } from './access.ts'
import { principalText } from './principal.ts'
import { listText } from '../lib/text/lists.ts'

/** Who really has access, as messages name it: of everyone, those within the bounds. */
export function callersText({ principal, bounds, accounts }: Access): string {
  if (principal.kind === 'service' && principal.name === '*') {
    const services = bounds.flatMap(bound => bound.services)
    return services.length === 0 ? principalText(principal) : `the service ${listText(services)}`
  }
  if (principal.kind !== 'everyone' || bounds.length === 0) return principalText(principal)
  const identities = namedBy(bounds)
  if (identities.length > 0) return listText(identities)
  if (accounts !== null) return `everyone in account ${listText(accounts)}`
  const organizations = bounds.flatMap(bound => bound.organizations)
  return organizations.length === 0
    ? 'everyone who meets its conditions'
    : `everyone in the organization ${listText(organizations)}`
}

/** The ARNs that a caller must have one of, where the policy fixes them. */
export const namedBy = (bounds: Access['bounds']): readonly string[] =>
  bounds.find(({ identities }) => identities !== null)?.identities ?? []
