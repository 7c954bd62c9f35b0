import { type Comparison, comparisonOf, type Condition, isAlwaysPresent } from './condition.ts'
import { isFixed } from './glob.ts'

/** What a caller is held to by fixed values of a condition: to be in one of these accounts or organizations, or … */
export interface Bound {
  accounts: readonly string[]
  organizations: readonly string[]
  /** … to come from a network, or be one identity, whose account the policy does not tell. */
  elsewhere: boolean
  /** It is about the resource that a service acts for, not about who calls. */
  ofSource: boolean
}

/** The bounds that conditions of an Allow really set; those that a caller can slip by are left out. */
export function boundsOf(conditions: readonly Condition[]): Bound[] {
  return conditions.flatMap(condition => {
    const comparison = comparisonOf(condition)
    if (comparison === null || comparison.negated) return []
    const holdsWhenAbsent = condition.ifExists || condition.quantifier === 'all'
    if (holdsWhenAbsent && !isAlwaysPresent(condition.key) && !isRequired(condition.key, conditions)) return []
    return boundOf(condition, comparison) ?? []
  })
}

/** What is left to callers where a Deny turns away all that do not fit: `StringNotEquals`, `ArnNotLike`, … */
export function complementOf(condition: Condition): Bound | null {
  const comparison = comparisonOf(condition)
  if (comparison === null || !comparison.negated) return null
  // A negated operator holds for an absent key, with `IfExists` or without; only ForAnyValue needs a value.
  if (condition.quantifier === 'any' && !isAlwaysPresent(condition.key)) return null
  return boundOf(condition, comparison)
}

/** Either of them. */
export const eitherBound = (one: Bound, other: Bound): Bound => ({
  accounts: [...one.accounts, ...other.accounts],
  organizations: [...one.organizations, ...other.organizations],
  elsewhere: one.elsewhere || other.elsewhere,
  ofSource: one.ofSource && other.ofSource,
})

/** `Null: { key: false }` makes the key a must. */
const isRequired = (key: string, conditions: readonly Condition[]): boolean =>
  conditions.some(one => one.operator === 'null' && one.key === key && one.values.every(isFalse))

const isFalse = (value: string): boolean => value.toLowerCase() === 'false'

function boundOf({ key, values }: Condition, { by }: Comparison): Bound | null {
  const kind = KINDS[key]
  if (kind === undefined || values.length === 0 || (by === 'address') !== (kind === 'address')) return null
  let bound: Bound = { ...NOBODY, ofSource: key.startsWith('aws:source') }
  for (const value of values) {
    const one = READERS[kind](value, by)
    if (one === null) return null
    bound = { ...eitherBound(bound, { ...NOBODY, ...one }), ofSource: bound.ofSource }
  }
  return bound
}

type Kind = 'account' | 'organization' | 'path' | 'arn' | 'source-arn' | 'fixed' | 'id' | 'address'

/** The condition keys whose fixed values tell callers apart. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const KINDS: Readonly<Record<string, Kind>> = {
  'kms:calleraccount': 'account',
  'aws:principalaccount': 'account',
  'aws:sourceaccount': 'account',
  'aws:sourceowner': 'account',
  'aws:principalorgid': 'organization',
  'aws:sourceorgid': 'organization',
  'aws:principalorgpaths': 'path',
  'aws:sourceorgpaths': 'path',
  'aws:principalarn': 'arn',
  'aws:sourcearn': 'source-arn',
  'aws:sourcevpc': 'fixed',
  'aws:sourcevpce': 'fixed',
  'aws:sourcevpcarn': 'fixed',
  'aws:userid': 'id',
  'aws:sourceip': 'address',
  'aws:vpcsourceip': 'address',
}

const NOBODY: Bound = { accounts: [], organizations: [], elsewhere: false, ofSource: false }
const ELSEWHERE = { elsewhere: true }

/** What one value holds a caller to; null: to nothing. */
const READERS: Readonly<Record<Kind, (value: string, by: Comparison['by']) => Partial<Bound> | null>> = {
  // A JSON number has lost the zeros in front.
  account: value => (isFixed(value) ? { accounts: [/^\d+$/.test(value) ? value.padStart(12, '0') : value] } : null),
  organization: value => (isFixed(value) ? { organizations: [value] } : null),
  path: value => {
    const organization = /^(o-[a-z0-9]+)\//.exec(value)?.[1]
    return organization === undefined ? null : { organizations: [organization] }
  },
  arn: boundOfArn,
  // A service writes it, and its names hold no colons that a `*` could span.
  'source-arn': value => boundOfArn(value, 'arn'),
  fixed: value => (isFixed(value) ? ELSEWHERE : null),
  id: value => (/^(?:A[A-Z0-9]{11,}|\d{12})(?::.*)?$/.test(value) ? ELSEWHERE : null),
  address: value => (isNarrow(value) ? ELSEWHERE : null),
}

function boundOfArn(arn: string, by: Comparison['by']): Partial<Bound> | null {
  const account = accountInArn(arn, by)
  if (account !== null) return { accounts: [account] }
  return isFixed(arn) && arn.startsWith('arn:') ? ELSEWHERE : null
}

/** Of an ARN whose account no wildcard can reach: in a pattern of text a `*` before it spans colons too. */
export function accountInArn(arn: string, by: Comparison['by']): string | null {
  const parts = arn.split(':')
  const account = parts[4] ?? ''
  if (parts.length < 6 || parts[0] !== 'arn' || !/^\d{12}$/.test(account)) return null
  return parts.slice(0, 4).every(part => (by === 'arn' ? !part.includes('${') : isFixed(part))) ? account : null
}

/** AWS calls a policy public that lets in more than a /8, or a /32 of IPv6. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
function isNarrow(block: string): boolean {
  const [, address = '', length] = /^([0-9a-f.:]+)(?:\/(\d+))?$/i.exec(block) ?? []
  if (address === '') return false
  return length === undefined || Number(length) >= (address.includes(':') ? 32 : 8)
}
