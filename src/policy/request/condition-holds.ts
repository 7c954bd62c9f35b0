import { matchesGlob } from '../../lib/text/glob.ts'
import { matchesArn } from '../conditions/arn-pattern.ts'
import { type Condition, holdsWhenAbsent, isAlwaysPresent } from '../conditions/condition.ts'
import { type RequestContext, valuesOf } from './request.ts'
import { allOf, anyOf, not, type Truth, truthOf } from './truth.ts'

/**
 * Whether a condition holds for a request with this context. `maybe`: its key is not known, or the operator is new.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function conditionHolds(condition: Condition, context: RequestContext): Truth {
  const { key, operator, values, quantifier } = condition
  const given = valuesOf(context, key)
  if (operator === 'null') return nullHolds(condition, given)
  if (given === null) return truthOf(holdsWhenAbsent(condition))
  if (given === undefined) return unknownHolds(condition)
  const [, negated = '', base = operator] =
    /^(?:string|arn|numeric|date)(not)/.test(operator) || operator === 'notipaddress'
      ? ['', 'not', operator.replace('not', '')]
      : []
  const matches = MATCHERS[base]
  if (matches === undefined) return 'maybe'
  const each = given.map(one => {
    const found = anyOf(values.map(value => valueMatches(matches, one, value, condition, context)))
    return negated === '' ? found : not(found)
  })
  // A negated operator without a quantifier holds if no value of the request matches.
  return quantifier === 'all' || (quantifier === null && negated !== '') ? allOf(each) : anyOf(each)
}

/** `Null: true` holds if the request does not carry the key. */
function nullHolds({ key, values }: Condition, given: readonly string[] | null | undefined): Truth {
  if (given === undefined && !isAlwaysPresent(key)) return 'maybe'
  const isAbsent = given === null
  return truthOf(values.some(value => value.toLowerCase() === String(isAbsent)))
}

/** A pattern that matches everything holds whatever the value is, if the key is certainly there. */
function unknownHolds({ key, operator, values, ifExists }: Condition): Truth {
  const isAny = /^(?:stringlike|arnlike|arnequals)$/.test(operator) && values.includes('*')
  return isAny && (ifExists || isAlwaysPresent(key)) ? 'yes' : 'maybe'
}

/** Whether a value of the request and a value of the policy match. Null: the policy's value has no meaning. */
type Matcher = (given: string, wanted: string) => boolean | null

const MATCHERS: Readonly<Record<string, Matcher>> = {
  stringequals: (given, wanted) => given === wanted,
  stringequalsignorecase: (given, wanted) => given.toLowerCase() === wanted.toLowerCase(),
  stringlike: (given, wanted) => matchesGlob(wanted, given),
  arnequals: (given, wanted) => matchesArn(wanted, given),
  arnlike: (given, wanted) => matchesArn(wanted, given),
  bool: (given, wanted) => given.toLowerCase() === wanted.toLowerCase(),
  ipaddress: isInBlock,
  ...ordered('numeric', Number),
  ...ordered('date', text => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text))),
}

function ordered(type: string, toNumber: (text: string) => number): Record<string, Matcher> {
  const by =
    (holds: (given: number, wanted: number) => boolean): Matcher =>
    (given, wanted) => {
      const [one, other] = [toNumber(given), toNumber(wanted)]
      return Number.isNaN(one) || Number.isNaN(other) ? null : holds(one, other)
    }
  return {
    [`${type}equals`]: by((given, wanted) => given === wanted),
    [`${type}lessthan`]: by((given, wanted) => given < wanted),
    [`${type}lessthanequals`]: by((given, wanted) => given <= wanted),
    [`${type}greaterthan`]: by((given, wanted) => given > wanted),
    [`${type}greaterthanequals`]: by((given, wanted) => given >= wanted),
  }
}

/** Null for IPv6, which this program does not compare. */
function isInBlock(given: string, block: string): boolean | null {
  const [start = '', bits = '32'] = block.split('/')
  if (given === start) return true
  const [one, other] = [addressNumber(given), addressNumber(start)]
  if (one === null || other === null || !(Number(bits) <= 32)) return null
  const size = 2 ** (32 - Number(bits))
  return Math.floor(one / size) === Math.floor(other / size)
}

function addressNumber(address: string): number | null {
  if (!/^\d+(?:\.\d+){3}$/.test(address)) return null
  return address.split('.').reduce((number, part) => number * 256 + Number(part), 0)
}

function valueMatches(
  matches: Matcher,
  given: string,
  wanted: string,
  { variables }: Condition,
  context: RequestContext,
): Truth {
  const filled = variables ? fillVariables(wanted, context) : wanted
  if (filled === undefined) return 'maybe'
  if (filled === null) return 'no'
  const match = matches(given, filled)
  return match === null ? 'maybe' : truthOf(match)
}

/**
 * Fills in policy variables such as `${aws:PrincipalAccount}`. Undefined: a value is not known. Null: the request does
 * not carry the key, so nothing matches.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function fillVariables(text: string, context: RequestContext): string | null | undefined {
  let isUnknown = false
  let isAbsent = false
  const filled = text.replace(/\$\{([^}]*)\}/g, (_, inner: string) => {
    // Such as `${*}`, the character itself.
    if (inner.length === 1) return inner
    const [, name = '', otherwise] = /^\s*([^,\s]+)\s*(?:,\s*'([^']*)'\s*)?$/.exec(inner) ?? []
    const given = valuesOf(context, name.toLowerCase())
    const value = given?.[0] ?? (given === undefined ? undefined : otherwise)
    if (given === undefined) isUnknown = true
    else if (value === undefined) isAbsent = true
    return value ?? ''
  })
  return isAbsent ? null : isUnknown ? undefined : filled
}
