import { isObject } from '../../lib/json.ts'

/** One key of a Condition element. Names are in lower case, because AWS ignores their case. */
export interface Condition {
  /** Without the quantifier and `IfExists`: `stringequals`. */
  operator: string
  /** The condition also holds if the request does not carry the key. */
  ifExists: boolean
  quantifier: 'any' | 'all' | null
  /** `kms:calleraccount` */
  key: string
  /** The key as the policy spells it, for messages. */
  name: string
  /** One of them must match. */
  values: readonly string[]
  /** `${…}` is a policy variable. False for documents of Version 2008-10-17, where it is ordinary text. */
  variables: boolean
}

/** How an operator compares, and whether it holds for values that do not match. */
export interface Comparison {
  by: 'text' | 'pattern' | 'arn' | 'address'
  negated: boolean
}

/** Null if the operator compares neither strings, ARNs nor addresses. */
export const comparisonOf = ({ operator }: Condition): Comparison | null => COMPARISONS.get(operator) ?? null

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['stringequals', { by: 'text', negated: false }],
  ['stringequalsignorecase', { by: 'text', negated: false }],
  ['stringlike', { by: 'pattern', negated: false }],
  ['arnequals', { by: 'arn', negated: false }],
  ['arnlike', { by: 'arn', negated: false }],
  ['ipaddress', { by: 'address', negated: false }],
  ['stringnotequals', { by: 'text', negated: true }],
  ['stringnotequalsignorecase', { by: 'text', negated: true }],
  ['stringnotlike', { by: 'pattern', negated: true }],
  ['arnnotequals', { by: 'arn', negated: true }],
  ['arnnotlike', { by: 'arn', negated: true }],
  ['notipaddress', { by: 'address', negated: true }],
])

/**
 * Whether every request to KMS carries the key, because it is signed. Other keys, such as the organization, can be
 * absent.
 */
export const isAlwaysPresent = (key: string): boolean => ALWAYS_PRESENT.has(key)

const ALWAYS_PRESENT: ReadonlySet<string> = new Set([
  'kms:calleraccount',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalisawsservice',
  'aws:resourceaccount',
])

/**
 * Whether only requests of an AWS service principal carry the key.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const isServiceKey = (key: string): boolean => SERVICE_KEYS.has(key)

const SERVICE_KEYS: ReadonlySet<string> = new Set([
  'aws:principalservicename',
  'aws:principalservicenameslist',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceowner',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
])

/** Whether a condition holds for a request that does not carry its key. */
export function holdsWhenAbsent({ operator, ifExists, quantifier, values }: Condition): boolean {
  if (operator === 'null') return values.some(isTrue)
  if (ifExists || quantifier === 'all') return true
  return quantifier !== 'any' && isNegated(operator)
}

/** A negated operator holds if the key is absent. */
const isNegated = (operator: string): boolean => operator.includes('not')

const isTrue = (value: string): boolean => value.toLowerCase() === 'true'

/** Returns the conditions of a Condition element, or a text that says why it cannot be read. */
export function toConditions(element: unknown, variables: boolean): Condition[] | string {
  if (element === undefined) return []
  if (!isObject(element)) return 'its Condition is not a JSON object'
  const conditions: Condition[] = []
  for (const [name, keys] of Object.entries(element)) {
    if (!isObject(keys)) return `its Condition ${name} is not a JSON object`
    for (const [key, value] of Object.entries(keys)) {
      const values = toStrings(value)
      if (values === null) return `its Condition ${name} ${key} has a value that is not a string, number or Boolean`
      const { operator, ifExists, quantifier } = toOperator(name)
      conditions.push({ operator, ifExists, quantifier, key: key.toLowerCase(), name: key, values, variables })
    }
  }
  return conditions
}

const OPERATOR = /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/

type Operator = Pick<Condition, 'operator' | 'ifExists' | 'quantifier'>

/** The operators read so far. They are few, and the same in every policy. */
const operators = new Map<string, Operator>()
const MAX_OPERATORS = 1000

function toOperator(name: string): Operator {
  const before = operators.get(name)
  if (before !== undefined) return before
  if (operators.size >= MAX_OPERATORS) operators.clear()
  const operator = readOperator(name)
  operators.set(name, operator)
  return operator
}

function readOperator(name: string): Operator {
  const [, quantifier, operator = '', ifExists] = OPERATOR.exec(name.toLowerCase()) ?? []
  return {
    operator,
    ifExists: ifExists !== undefined,
    quantifier: quantifier === undefined ? null : quantifier === 'forallvalues' ? 'all' : 'any',
  }
}

/** Returns a value or a list of values as strings. Null: one of them is neither a string, a number nor a Boolean. */
export function toStrings(value: unknown): string[] | null {
  if (typeof value === 'string') return [value]
  const texts: string[] = []
  for (const one of Array.isArray(value) ? value : [value]) {
    if (typeof one !== 'string' && typeof one !== 'number' && typeof one !== 'boolean') return null
    texts.push(String(one))
  }
  return texts
}
