import { isObject } from '../lib/json.ts'

/** One key of a Condition element: the names in lower case, since AWS compares them so. */
export interface Condition {
  /** `stringequals`, without quantifier and `IfExists`. */
  operator: string
  /** True as well where the key is absent from the request. */
  ifExists: boolean
  quantifier: 'any' | 'all' | null
  /** `kms:calleraccount` */
  key: string
  /** The key as the policy spells it, for messages. */
  name: string
  /** One of them must fit. */
  values: readonly string[]
  /** `${…}` stands for something of the request; in documents of Version 2008-10-17 it is text like any other. */
  variables: boolean
}

/** How an operator compares, and whether it says no to what fits. */
export interface Comparison {
  by: 'text' | 'pattern' | 'arn' | 'address'
  negated: boolean
}

/** Null for one that compares neither texts, ARNs nor addresses. */
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

/** Every request to KMS is signed, so it carries these. Others, such as the organization, can be absent. */
export const isAlwaysPresent = (key: string): boolean => ALWAYS.has(key)

const ALWAYS: ReadonlySet<string> = new Set([
  'kms:calleraccount',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalisawsservice',
  'aws:resourceaccount',
])

/**
 * Keys that only a request of an AWS service principal carries.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const isOfServices = (key: string): boolean => OF_SERVICES.has(key)

const OF_SERVICES: ReadonlySet<string> = new Set([
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

/** Negated operators hold for an absent key. */
const isNegated = (operator: string): boolean => operator.includes('not')

const isTrue = (value: string): boolean => value.toLowerCase() === 'true'

/** The conditions of a Condition element; text: why it cannot be read. */
export function toConditions(element: unknown, variables: boolean): Condition[] | string {
  if (element === undefined) return []
  if (!isObject(element)) return 'its Condition is not a JSON object'
  const conditions: Condition[] = []
  for (const [name, keys] of Object.entries(element)) {
    if (!isObject(keys)) return `its Condition ${name} is not a JSON object`
    for (const [key, value] of Object.entries(keys)) {
      const values = toTexts(value)
      if (values === null) return `its Condition ${name} ${key} has a value that is not a string, number or Boolean`
      const { operator, ifExists, quantifier } = toOperator(name)
      conditions.push({ operator, ifExists, quantifier, key: key.toLowerCase(), name: key, values, variables })
    }
  }
  return conditions
}

const OPERATOR = /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/

type Operator = Pick<Condition, 'operator' | 'ifExists' | 'quantifier'>

/** There are few, and the same in every policy. */
const operators = new Map<string, Operator>()
const REMEMBERED = 1000

function toOperator(name: string): Operator {
  const before = operators.get(name)
  if (before !== undefined) return before
  if (operators.size >= REMEMBERED) operators.clear()
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

/** A value or a list of them as texts; null where something else is among them. */
export function toTexts(value: unknown): string[] | null {
  if (typeof value === 'string') return [value]
  const texts: string[] = []
  for (const one of Array.isArray(value) ? value : [value]) {
    if (typeof one !== 'string' && typeof one !== 'number' && typeof one !== 'boolean') return null
    texts.push(String(one))
  }
  return texts
}
