import type { Comparison, Condition } from './condition.ts'
import { kindOfContext } from './context-keys.ts'
import { hasWildcard, isFixed } from './glob.ts'
import { accountInArn, isNarrow } from './narrow.ts'
import { canHave } from './value-forms.ts'

/** What a caller is held to by fixed values of a condition: to be in one of these accounts or organizations, or … */
export interface Bound {
  /** Whose these are: of who calls, of the resource that a service acts for, or of the network a call comes by. */
  of: 'caller' | 'source' | 'network'
  accounts: readonly string[]
  /** By their ids, or `of management account 111122223333`. */
  organizations: readonly string[]
  /** … to be one of these AWS services, or … */
  services: readonly string[]
  /** … to come from a network, or be one identity, whose account the policy does not tell. */
  elsewhere: boolean
  /** … to come from public addresses, where callers of any account may be, or … */
  addresses: readonly string[]
  /** … to have a private address, which says nothing of whose network that is. */
  anyNetwork: boolean
  /** Where requests come from, for messages: `vpce-1a2b3c4d`, `203.0.113.0/24`. */
  networks: readonly string[]
  /** The ARNs of those who keep within it, where it names each of them; null: there are others. */
  identities: readonly string[] | null
}

/** Nobody keeps within it. */
export const NOBODY: Bound = {
  of: 'caller',
  accounts: [],
  organizations: [],
  services: [],
  elsewhere: false,
  addresses: [],
  anyNetwork: false,
  networks: [],
  identities: [],
}

/** The organization of the account that owns the key, where the policy has `${aws:ResourceOrgID}` for its id. */
export const OWN_ORGANIZATION = 'of this account'

/** Null: the condition does not distinguish callers by fixed values. */
export function readBound(condition: Condition, { by }: Comparison): Bound | null {
  const { key, values, variables } = condition
  const found = KEYS.get(key) ?? keyOfContext(key)
  if (found === null || values.length === 0 || (by === 'address') !== IS_ADDRESS.has(found.kind)) return null
  const bounds: Partial<Bound>[] = []
  for (const value of values) {
    // StringEquals and StringNotEquals take wildcards literally, and no account, organization or ARN has one.
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
    const hasVariable = value.includes('${')
    const isLiteral = hasVariable ? !variables : by === 'text' && hasWildcard(value)
    const isNobody = isLiteral || (!hasVariable && !canHave(condition, value, by))
    const one = isNobody ? {} : READERS[found.kind](value, by)
    if (one === null) return null
    bounds.push(one)
  }
  return {
    of: found.of,
    accounts: bounds.flatMap(({ accounts }) => accounts ?? []),
    organizations: bounds.flatMap(({ organizations }) => organizations ?? []),
    services: bounds.flatMap(({ services }) => services ?? []),
    elsewhere: bounds.some(({ elsewhere }) => elsewhere),
    addresses: bounds.flatMap(({ addresses }) => addresses ?? []),
    anyNetwork: bounds.some(({ anyNetwork }) => anyNetwork),
    networks: found.of === 'network' ? values.map(value => networkText(found.kind, value)) : [],
    identities: key === 'aws:principalarn' && values.every(isFixed) ? values : null,
  }
}

function networkText(kind: Kind, value: string): string {
  if (kind === 'account') return `VPC endpoints of account ${value}`
  return kind === 'organization' || kind === 'path' ? `VPC endpoints of the organization ${value}` : value
}

type Kind =
  | 'account'
  | 'organization'
  | 'manager'
  | 'path'
  | 'arn'
  | 'source'
  | 'vpc'
  | 'fixed'
  | 'id'
  | 'resource'
  | 'service'
  | Address
type Address = 'address' | 'private-address'

const IS_ADDRESS: ReadonlySet<Kind> = new Set<Kind>(['address', 'private-address'])

/**
 * The condition keys whose fixed values distinguish callers. KMS is one of the services that support those of VPC
 * endpoints. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const KEYS: ReadonlyMap<string, { of: Bound['of']; kind: Kind }> = new Map([
  ['kms:calleraccount', { of: 'caller', kind: 'account' }],
  ['aws:principalaccount', { of: 'caller', kind: 'account' }],
  ['aws:principalorgid', { of: 'caller', kind: 'organization' }],
  ['aws:principalorgpaths', { of: 'caller', kind: 'path' }],
  ['aws:principalorgmasteraccountid', { of: 'caller', kind: 'manager' }],
  ['aws:principalarn', { of: 'caller', kind: 'arn' }],
  ['aws:principalservicename', { of: 'caller', kind: 'service' }],
  ['aws:principalservicenameslist', { of: 'caller', kind: 'service' }],
  ['aws:userid', { of: 'caller', kind: 'id' }],
  ['aws:sourceaccount', { of: 'source', kind: 'account' }],
  ['aws:sourceowner', { of: 'source', kind: 'account' }],
  ['aws:sourceorgid', { of: 'source', kind: 'organization' }],
  ['aws:sourceorgpaths', { of: 'source', kind: 'path' }],
  ['aws:sourcearn', { of: 'source', kind: 'source' }],
  ['aws:sourcevpc', { of: 'network', kind: 'fixed' }],
  ['aws:sourcevpce', { of: 'network', kind: 'fixed' }],
  ['aws:sourcevpcarn', { of: 'network', kind: 'vpc' }],
  ['aws:vpceaccount', { of: 'network', kind: 'account' }],
  ['aws:vpceorgid', { of: 'network', kind: 'organization' }],
  ['aws:vpceorgpaths', { of: 'network', kind: 'path' }],
  ['aws:sourceip', { of: 'network', kind: 'address' }],
  ['aws:vpcsourceip', { of: 'network', kind: 'private-address' }],
])

/** Part of the encryption context that a service writes. */
function keyOfContext(key: string): { of: Bound['of']; kind: Kind } | null {
  const kind = kindOfContext(key)
  return kind === null ? null : { of: 'source', kind: kind === 'arn' ? 'source' : kind }
}

const ELSEWHERE = { elsewhere: true }

/** What one value holds a caller to; null: to nothing. */
const READERS: Readonly<Record<Kind, (value: string, by: Comparison['by']) => Partial<Bound> | null>> = {
  account: value => (isFixed(value) ? { accounts: [accountId(value)] } : null),
  organization: value =>
    isFixed(value)
      ? { organizations: [value] }
      : value.toLowerCase() === '${aws:resourceorgid}'
        ? { organizations: [OWN_ORGANIZATION] }
        : null,
  manager: value => (isFixed(value) ? { organizations: [`of management account ${accountId(value)}`] } : null),
  path: value => {
    if (/^\$\{aws:resourceorgid\}\//i.test(value)) return { organizations: [OWN_ORGANIZATION] }
    const organization = /^(o-[a-z0-9]+)\//.exec(value)?.[1]
    return organization === undefined ? null : { organizations: [organization] }
  },
  arn: boundOfArn,
  // A service writes it, and its names hold no colons that a `*` could span.
  source: value => boundOfArn(value, 'arn'),
  // The ID of a VPC is unique, so the account may stay open.
  vpc: (value, by) => boundOfArn(value, by) ?? (/:vpc\/vpc-[0-9a-f]+$/.test(value) ? ELSEWHERE : null),
  fixed: value => (isFixed(value) ? ELSEWHERE : null),
  id: value => {
    const account = /^(\d{12})(?::.*)?$/.exec(value)?.[1]
    if (account !== undefined) return { accounts: [account] }
    return /^A[A-Z0-9]{11,}(?::.*)?$/.test(value) ? ELSEWHERE : null
  },
  service: value => (isFixed(value) ? { services: [value.toLowerCase()] } : null),
  // The IDs of volumes, file systems and databases are unique.
  resource: value => (isFixed(value) && /^[a-z]+-[0-9a-z]{8,}$/i.test(value) ? ELSEWHERE : null),
  address: value => (isNarrow(value) ? { addresses: [value] } : null),
  // AWS: without the VPC beside it this "might permit API calls from an unexpected VPC" with the same addresses.
  'private-address': value => (isNarrow(value) ? { anyNetwork: true } : null),
}

/** A JSON number has lost the zeros in front. */
const accountId = (text: string): string => (/^\d+$/.test(text) ? text.padStart(12, '0') : text)

function boundOfArn(arn: string, by: Comparison['by']): Partial<Bound> | null {
  const account = accountInArn(arn, by)
  if (account !== null) return { accounts: [account] }
  return isFixed(arn) && arn.startsWith('arn:') ? ELSEWHERE : null
}
