/**
 * Where the requests of a principal must come from. A request satisfies the limit if any one of its fields applies: it
 * comes from one of the accounts, or from one of the organizations, …
 */
export interface OriginLimit {
  /**
   * What the accounts and organizations are those of: the caller, the resource that a service acts for, or the network.
   */
  appliesTo: 'caller' | 'source' | 'network'
  accounts: readonly string[]
  /** IDs of organizations, or `of management account 111122223333`. */
  organizations: readonly string[]
  /** AWS services. */
  services: readonly string[]
  /** One network or one identity is named, but the policy does not show its account. */
  unknownAccount: boolean
  /** Public IP addresses. Callers of any account may have them. */
  addresses: readonly string[]
  /** Private IP addresses. They do not identify a network. */
  privateAddress: boolean
  /** The networks as messages name them: `vpce-1a2b3c4d`, `203.0.113.0/24`. */
  networks: readonly string[]
  /** The ARNs of all identities that satisfy the limit; null where the policy does not name each of them. */
  identities: readonly string[] | null
}

/** A limit that no request satisfies. */
export const LIMIT_TO_NOBODY: OriginLimit = {
  appliesTo: 'caller',
  accounts: [],
  organizations: [],
  services: [],
  unknownAccount: false,
  addresses: [],
  privateAddress: false,
  networks: [],
  identities: [],
}

export const admitsNobody = (limit: OriginLimit): boolean =>
  limit.accounts.length + limit.organizations.length + limit.services.length + limit.addresses.length === 0 &&
  !limit.unknownAccount &&
  !limit.privateAddress

/**
 * Returns the limit that a request satisfies if it satisfies one or the other. Limits on the caller and on the network
 * together no longer limit the caller, so their union applies to the network.
 */
export const unionOfLimits = (one: OriginLimit, other: OriginLimit): OriginLimit => ({
  appliesTo: appliesToBoth(one, other),
  accounts: [...one.accounts, ...other.accounts],
  organizations: [...one.organizations, ...other.organizations],
  services: [...one.services, ...other.services],
  identities: one.identities && other.identities && [...one.identities, ...other.identities],
  unknownAccount: one.unknownAccount || other.unknownAccount,
  addresses: [...one.addresses, ...other.addresses],
  privateAddress: one.privateAddress || other.privateAddress,
  networks: [...one.networks, ...other.networks],
})

function appliesToBoth(one: OriginLimit, other: OriginLimit): OriginLimit['appliesTo'] {
  if (one === LIMIT_TO_NOBODY) return other.appliesTo
  return other === LIMIT_TO_NOBODY || one.appliesTo === other.appliesTo ? one.appliesTo : 'network'
}
