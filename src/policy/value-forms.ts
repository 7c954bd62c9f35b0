import { isIP, isIPv4 } from 'node:net'
import { type Comparison, comparisonOf, type Condition, isAlwaysPresent } from './condition.ts'
import { hasWildcard } from './glob.ts'

/**
 * Explains why a condition can never hold, as the end of a sentence: its key cannot have any of the values.
 * Returns null when the condition can hold. A negated operator always can.
 */
export function whyNeverHolds(condition: Condition): string | null {
  const { ifExists, quantifier, key, name, values } = condition
  if ((ifExists || quantifier === 'all') && !isAlwaysPresent(key)) return null
  const [first] = values
  if (first === undefined || !values.every(value => isImpossible(condition, value))) return null
  return `has a condition that is always false, because ${name} cannot be "${first}"`
}

/** Whether a positive operator can never match this value, because the key of the condition cannot have it. */
function isImpossible(condition: Condition, value: string): boolean {
  const { operator, key, variables } = condition
  if (variables && value.includes('${')) return false
  if (operator === 'bool') return BOOLEANS.has(key) && !/^(?:true|false)$/i.test(value)
  if (DATE.test(operator)) return !isDate(value)
  if (NUMERIC.test(operator)) return value.trim() === '' || Number.isNaN(Number(value))
  const comparison = comparisonOf(condition)
  if (comparison === null || comparison.negated) return false
  return !canHave(condition, value, comparison.by)
}

const BOOLEANS: ReadonlySet<string> = new Set([
  'aws:multifactorauthpresent',
  'aws:principalisawsservice',
  'aws:securetransport',
  'aws:viaawsservice',
  'kms:bypasspolicylockoutsafetycheck',
  'kms:grantisforawsresource',
  'kms:multiregion',
])
const DATE = /^date(?:equals|(?:less|greater)than(?:equals)?)$/
const NUMERIC = /^numeric(?:equals|(?:less|greater)than(?:equals)?)$/

/** ISO 8601, or seconds since 1970. */
const isDate = (value: string): boolean => /^\d+(?:\.\d+)?$/.test(value) || !Number.isNaN(Date.parse(value))

/** Whether a request can have this value for the key. Keys of no known form can have any. */
export function canHave({ key, operator }: Condition, value: string, by: Comparison['by']): boolean {
  if (by === 'address') return !ADDRESSES.has(key) || isPossibleAddress(key, value)
  const form = FORMS.get(key)
  if (form === undefined) return true
  const pattern = by !== 'text' && hasWildcard(value) ? form.like : form.whole
  const spellings = operator.endsWith('ignorecase') ? [value.toLowerCase(), value.toUpperCase()] : [value]
  return spellings.some(text => pattern.test(text))
}

/** What values of a key look like, and what a pattern with wildcards must look like to fit one of them. */
interface Form {
  whole: RegExp
  like: RegExp
}

/** Leading zeros are lost where a policy has the id as a JSON number. */
const ACCOUNT: Form = { whole: /^\d{1,12}$/, like: /^[\d*?]*$/ }
/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
const ORGANIZATION: Form = { whole: /^o-[a-z0-9]{10,32}$/, like: /^(?:o-|o?[*?])[a-z0-9*?-]*$/ }
const PATH: Form = {
  whole: /^o-[a-z0-9]{10,32}\/(?:r-[a-z0-9]{4,32}\/(?:ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}\/)*)?$/,
  like: /^(?:o-|o?[*?])[a-z0-9*?/-]*$/,
}
const ARN: Form = { whole: /^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/, like: /^(?:a(?:r(?:n(?::|[*?])|[*?])|[*?])|[*?])/ }
/** For a role session, the value is the ARN of the role. */
const PRINCIPAL_ARN: Form = {
  whole: /^arn:[^:]+:(?:iam::\d{12}:(?:root$|user\/.|role\/.)|sts::\d{12}:federated-user\/.)/,
  like: new RegExp(`(?!^arn:[^:]*:sts::[\\d*?]*:assumed-role/)${ARN.like.source}`),
}
const VPC_ARN: Form = { whole: /^arn:[^:]+:ec2:[^:]+:\d{12}:vpc\/vpc-[0-9a-f]+$/, like: ARN.like }
const VPC: Form = { whole: /^vpc-[0-9a-f]{8,17}$/, like: /^(?:vpc-|(?:vp?c?)?[*?])[a-z0-9*?-]*$/ }
const ENDPOINT: Form = { whole: /^vpce-[0-9a-f]{8,17}$/, like: /^(?:vpce-|(?:vp?c?e?)?[*?])[a-z0-9*?-]*$/ }
const SERVICE: Form = { whole: /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, like: /^[a-z0-9.*?-]+$/ }
/** `s3.eu-west-1.amazonaws.com`: always with a Region. */
const VIA_SERVICE: Form = {
  whole: /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]+(?:-[a-z0-9]+)+-\d+\.[a-z0-9.-]+$/,
  like: /^[a-z0-9.*?-]+$/,
}
const USER_ID: Form = { whole: /^(?:\d{12}|A[A-Z0-9]{11,})(?::.+)?$/, like: /^[\dA*?]/ }

const FORMS: ReadonlyMap<string, Form> = new Map([
  ['kms:calleraccount', ACCOUNT],
  ['kms:viaservice', VIA_SERVICE],
  ['aws:principalaccount', ACCOUNT],
  ['aws:principalarn', PRINCIPAL_ARN],
  ['aws:principalorgid', ORGANIZATION],
  ['aws:principalorgmasteraccountid', ACCOUNT],
  ['aws:principalorgpaths', PATH],
  ['aws:principalservicename', SERVICE],
  ['aws:principalservicenameslist', SERVICE],
  ['aws:resourceaccount', ACCOUNT],
  ['aws:resourceorgid', ORGANIZATION],
  ['aws:resourceorgpaths', PATH],
  ['aws:sourceaccount', ACCOUNT],
  ['aws:sourcearn', ARN],
  ['aws:sourceorgid', ORGANIZATION],
  ['aws:sourceorgpaths', PATH],
  ['aws:sourceowner', ACCOUNT],
  ['aws:sourcevpc', VPC],
  ['aws:sourcevpcarn', VPC_ARN],
  ['aws:sourcevpce', ENDPOINT],
  ['aws:userid', USER_ID],
  ['aws:vpceaccount', ACCOUNT],
  ['aws:vpceorgid', ORGANIZATION],
  ['aws:vpceorgpaths', PATH],
])

const ADDRESSES: ReadonlySet<string> = new Set(['aws:sourceip', 'aws:vpcsourceip'])

/** An address or a block of them. aws:SourceIp is absent where a call comes by a VPC endpoint, so it is never private. */
function isPossibleAddress(key: string, value: string): boolean {
  const [, address = '', length] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(value) ?? []
  if (isIP(address) === 0 || Number(length ?? 0) > (isIPv4(address) ? 32 : 128)) return false
  return key !== 'aws:sourceip' || !isPrivate(address, length)
}

/** Of private blocks and their parts; a block that reaches beyond them is not private. */
function isPrivate(address: string, length = '128'): boolean {
  return PRIVATE.some(([start, bits]) => start.test(address.toLowerCase()) && Number(length) >= bits)
}

const PRIVATE: readonly (readonly [RegExp, number])[] = [
  [/^10\./, 8],
  [/^127\./, 8],
  [/^169\.254\./, 16],
  [/^172\.(?:1[6-9]|2\d|3[01])\./, 12],
  [/^192\.168\./, 16],
  [/^f[cd][0-9a-f]{2}:/, 7],
  [/^fe[89ab][0-9a-f]:/, 10],
]
