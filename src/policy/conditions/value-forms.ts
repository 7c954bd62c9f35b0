import { hasWildcard } from '../../lib/text/glob.ts'
import { isPossibleBlock } from './address-block.ts'
import { type Comparison, comparisonOf, type Condition, isAlwaysPresent } from './condition.ts'

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

/** Whether a positive operator can never match this value, because the condition key cannot have it. */
function isImpossible(condition: Condition, value: string): boolean {
  const { operator, key, variables } = condition
  if (variables && value.includes('${')) return false
  if (operator === 'bool') return BOOLEAN_KEYS.has(key) && !/^(?:true|false)$/i.test(value)
  if (DATE.test(operator)) return !isDate(value)
  if (NUMERIC.test(operator)) return value.trim() === '' || Number.isNaN(Number(value))
  const comparison = comparisonOf(condition)
  if (comparison === null || comparison.negated) return false
  return !isPossibleValue(condition, value, comparison.by)
}

const BOOLEAN_KEYS: ReadonlySet<string> = new Set([
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

/**
 * Whether the key of a request can have this value, or a value that matches this pattern. Keys without a known form can
 * have any value.
 */
export function isPossibleValue({ key, operator }: Condition, value: string, by: Comparison['by']): boolean {
  if (by === 'address') return !ADDRESS_KEYS.has(key) || isPossibleBlock(key, value)
  const form = FORMS.get(key)
  if (form === undefined) return true
  const pattern = by !== 'text' && hasWildcard(value) ? form.like : form.whole
  const spellings = operator.endsWith('ignorecase') ? [value.toLowerCase(), value.toUpperCase()] : [value]
  return spellings.some(text => pattern.test(text))
}

/** The form of the values of a key. */
interface ValueForm {
  /** Matches every possible value. */
  whole: RegExp
  /** Matches every pattern with wildcards that can match a possible value. */
  like: RegExp
}

/** An account ID loses its leading zeros if the policy has it as a JSON number. */
const ACCOUNT: ValueForm = { whole: /^\d{1,12}$/, like: /^[\d*?]*$/ }
/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
const ORGANIZATION: ValueForm = { whole: /^o-[a-z0-9]{10,32}$/, like: /^(?:o-|o?[*?])[a-z0-9*?-]*$/ }
const PATH: ValueForm = {
  whole: /^o-[a-z0-9]{10,32}\/(?:r-[a-z0-9]{4,32}\/(?:ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}\/)*)?$/,
  like: /^(?:o-|o?[*?])[a-z0-9*?/-]*$/,
}
const ARN: ValueForm = { whole: /^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/, like: /^(?:a(?:r(?:n(?::|[*?])|[*?])|[*?])|[*?])/ }
/** For a role session, the value is the ARN of the role, not that of the session. */
const PRINCIPAL_ARN: ValueForm = {
  whole: /^arn:[^:]+:(?:iam::\d{12}:(?:root$|user\/.|role\/.)|sts::\d{12}:federated-user\/.)/,
  like: new RegExp(`(?!^arn:[^:]*:sts::[\\d*?]*:assumed-role/)${ARN.like.source}`),
}
const VPC_ARN: ValueForm = { whole: /^arn:[^:]+:ec2:[^:]+:\d{12}:vpc\/vpc-[0-9a-f]+$/, like: ARN.like }
const VPC: ValueForm = { whole: /^vpc-[0-9a-f]{8,17}$/, like: /^(?:vpc-|(?:vp?c?)?[*?])[a-z0-9*?-]*$/ }
const ENDPOINT: ValueForm = { whole: /^vpce-[0-9a-f]{8,17}$/, like: /^(?:vpce-|(?:vp?c?e?)?[*?])[a-z0-9*?-]*$/ }
const SERVICE: ValueForm = { whole: /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, like: /^[a-z0-9.*?-]+$/ }
/** Always contains a Region: `s3.eu-west-1.amazonaws.com`. */
const VIA_SERVICE: ValueForm = {
  whole: /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]+(?:-[a-z0-9]+)+-\d+\.[a-z0-9.-]+$/,
  like: /^[a-z0-9.*?-]+$/,
}
const USER_ID: ValueForm = { whole: /^(?:\d{12}|A[A-Z0-9]{11,})(?::.+)?$/, like: /^[\dA*?]/ }

const FORMS: ReadonlyMap<string, ValueForm> = new Map([
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

const ADDRESS_KEYS: ReadonlySet<string> = new Set(['aws:sourceip', 'aws:vpcsourceip'])
