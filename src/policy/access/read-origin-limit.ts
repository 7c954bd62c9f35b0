import { accountInArn, isFixed } from '../conditions/arn-pattern.ts'
import { isNarrowBlock } from '../conditions/address-block.ts'
import type { Comparison, Condition } from '../conditions/condition.ts'
import { contextKeyKind } from '../conditions/context-key-kind.ts'
import { isPossibleValue } from '../conditions/value-forms.ts'
import { hasWildcard } from '../../lib/text/glob.ts'
import type { OriginLimit } from './origin-limit.ts'

/** The organization of the account that owns the key, where the policy has `${aws:ResourceOrgID}` for its ID. */
export const OWN_ORGANIZATION = 'of this account'

/** Returns the limit that the values of a condition set. Null: the condition does not limit callers by fixed values. */
export function readOriginLimit(condition: Condition, { by }: Comparison): OriginLimit | null {
  const { key, values } = condition
  const found = ORIGIN_KEYS.get(key) ?? contextKey(key)
  if (found === null || values.length === 0 || (by === 'address') !== ADDRESS_KINDS.has(found.kind)) return null
  const parts: Partial<OriginLimit>[] = []
  for (const value of values) {
    const part = isUnmatchable(condition, value, by) ? {} : LIMIT_READERS[found.kind](value, by)
    if (part === null) return null
    parts.push(part)
  }
  return {
    appliesTo: found.appliesTo,
    accounts: parts.flatMap(({ accounts }) => accounts ?? []),
    organizations: parts.flatMap(({ organizations }) => organizations ?? []),
    services: parts.flatMap(({ services }) => services ?? []),
    unknownAccount: parts.some(({ unknownAccount }) => unknownAccount),
    addresses: parts.flatMap(({ addresses }) => addresses ?? []),
    privateAddress: parts.some(({ privateAddress }) => privateAddress),
    networks: found.appliesTo === 'network' ? values.map(value => networkText(found.kind, value)) : [],
    identities: key === 'aws:principalarn' && values.every(isFixed) ? values : null,
  }
}

/**
 * Whether no request has this value. StringEquals and StringNotEquals take wildcards literally, and accounts,
 * organizations and ARNs contain none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
function isUnmatchable(condition: Condition, value: string, by: Comparison['by']): boolean {
  const hasVariable = value.includes('${')
  const isLiteral = hasVariable ? !condition.variables : by === 'text' && hasWildcard(value)
  return isLiteral || (!hasVariable && !isPossibleValue(condition, value, by))
}

function networkText(kind: ValueKind, value: string): string {
  if (kind === 'account') return `VPC endpoints of account ${value}`
  return kind === 'organization' || kind === 'path' ? `VPC endpoints of the organization ${value}` : value
}

type ValueKind =
  | 'account'
  | 'organization'
  | 'management-account'
  | 'path'
  | 'arn'
  | 'source-arn'
  | 'vpc'
  | 'network-id'
  | 'user-id'
  | 'resource'
  | 'service'
  | AddressKind
type AddressKind = 'address' | 'private-address'

const ADDRESS_KINDS: ReadonlySet<ValueKind> = new Set<ValueKind>(['address', 'private-address'])

interface OriginKey {
  appliesTo: OriginLimit['appliesTo']
  kind: ValueKind
}

/**
 * The condition keys whose fixed values limit where requests come from. KMS is one of the services that support the
 * keys of VPC endpoints. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const ORIGIN_KEYS: ReadonlyMap<string, OriginKey> = new Map([
  ['kms:calleraccount', { appliesTo: 'caller', kind: 'account' }],
  ['aws:principalaccount', { appliesTo: 'caller', kind: 'account' }],
  ['aws:principalorgid', { appliesTo: 'caller', kind: 'organization' }],
  ['aws:principalorgpaths', { appliesTo: 'caller', kind: 'path' }],
  ['aws:principalorgmasteraccountid', { appliesTo: 'caller', kind: 'management-account' }],
  ['aws:principalarn', { appliesTo: 'caller', kind: 'arn' }],
  ['aws:principalservicename', { appliesTo: 'caller', kind: 'service' }],
  ['aws:principalservicenameslist', { appliesTo: 'caller', kind: 'service' }],
  ['aws:userid', { appliesTo: 'caller', kind: 'user-id' }],
  ['aws:sourceaccount', { appliesTo: 'source', kind: 'account' }],
  ['aws:sourceowner', { appliesTo: 'source', kind: 'account' }],
  ['aws:sourceorgid', { appliesTo: 'source', kind: 'organization' }],
  ['aws:sourceorgpaths', { appliesTo: 'source', kind: 'path' }],
  ['aws:sourcearn', { appliesTo: 'source', kind: 'source-arn' }],
  ['aws:sourcevpc', { appliesTo: 'network', kind: 'network-id' }],
  ['aws:sourcevpce', { appliesTo: 'network', kind: 'network-id' }],
  ['aws:sourcevpcarn', { appliesTo: 'network', kind: 'vpc' }],
  ['aws:vpceaccount', { appliesTo: 'network', kind: 'account' }],
  ['aws:vpceorgid', { appliesTo: 'network', kind: 'organization' }],
  ['aws:vpceorgpaths', { appliesTo: 'network', kind: 'path' }],
  ['aws:sourceip', { appliesTo: 'network', kind: 'address' }],
  ['aws:vpcsourceip', { appliesTo: 'network', kind: 'private-address' }],
])

/** A part of the encryption context that a service writes. */
function contextKey(key: string): OriginKey | null {
  const kind = contextKeyKind(key)
  return kind === null ? null : { appliesTo: 'source', kind: kind === 'arn' ? 'source-arn' : kind }
}

const UNKNOWN_ACCOUNT = { unknownAccount: true }

/** The limit that one value sets; null: it sets none. */
const LIMIT_READERS: Readonly<Record<ValueKind, (value: string, by: Comparison['by']) => Partial<OriginLimit> | null>> =
  {
    account: value => (isFixed(value) ? { accounts: [accountId(value)] } : null),
    organization: value =>
      isFixed(value)
        ? { organizations: [value] }
        : value.toLowerCase() === '${aws:resourceorgid}'
          ? { organizations: [OWN_ORGANIZATION] }
          : null,
    'management-account': value =>
      isFixed(value) ? { organizations: [`of management account ${accountId(value)}`] } : null,
    path: value => {
      if (/^\$\{aws:resourceorgid\}\//i.test(value)) return { organizations: [OWN_ORGANIZATION] }
      const organization = /^(o-[a-z0-9]+)\//.exec(value)?.[1]
      return organization === undefined ? null : { organizations: [organization] }
    },
    arn: limitOfArn,
    // A service writes this ARN, and its parts contain no colons that a `*` could span.
    'source-arn': value => limitOfArn(value, 'arn'),
    // The ID of a VPC is unique, so the ARN may leave the account open.
    vpc: (value, by) => limitOfArn(value, by) ?? (/:vpc\/vpc-[0-9a-f]+$/.test(value) ? UNKNOWN_ACCOUNT : null),
    'network-id': value => (isFixed(value) ? UNKNOWN_ACCOUNT : null),
    'user-id': value => {
      const account = /^(\d{12})(?::.*)?$/.exec(value)?.[1]
      if (account !== undefined) return { accounts: [account] }
      return /^A[A-Z0-9]{11,}(?::.*)?$/.test(value) ? UNKNOWN_ACCOUNT : null
    },
    service: value => (isFixed(value) ? { services: [value.toLowerCase()] } : null),
    // The IDs of volumes, file systems and databases are unique.
    resource: value => (isFixed(value) && /^[a-z]+-[0-9a-z]{8,}$/i.test(value) ? UNKNOWN_ACCOUNT : null),
    address: value => (isNarrowBlock(value) ? { addresses: [value] } : null),
    // AWS: without a VPC condition, this key "might permit API calls from an unexpected VPC" with the same addresses.
    'private-address': value => (isNarrowBlock(value) ? { privateAddress: true } : null),
  }

/** Restores the leading zeros that an account ID loses as a JSON number. */
const accountId = (text: string): string => (/^\d+$/.test(text) ? text.padStart(12, '0') : text)

function limitOfArn(arn: string, by: Comparison['by']): Partial<OriginLimit> | null {
  const account = accountInArn(arn, by)
  if (account !== null) return { accounts: [account] }
  return isFixed(arn) && arn.startsWith('arn:') ? UNKNOWN_ACCOUNT : null
}
