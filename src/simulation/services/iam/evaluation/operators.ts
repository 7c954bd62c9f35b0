import { isLike, isLikeArn } from './like.ts'

/** Whether a value of a request and a value of a policy match. */
type Compare = (given: string, wanted: string) => boolean

/**
 * The condition operators without `Not`, in lower case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const OPERATORS: Readonly<Record<string, Compare>> = {
  stringequals: (given, wanted) => given === wanted,
  stringequalsignorecase: (given, wanted) => given.toLowerCase() === wanted.toLowerCase(),
  stringlike: isLike,
  arnequals: isLikeArn,
  arnlike: isLikeArn,
  bool: (given, wanted) => given.toLowerCase() === wanted.toLowerCase(),
  binaryequals: (given, wanted) => given === wanted,
  ipaddress: isInBlock,
  ...ordered('numeric', Number),
  ...ordered('date', text => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text))),
}

/** Returns the operator of this name, such as `StringNotEquals`. Null: there is none. */
export function operatorOf(name: string): { compare: Compare; negated: boolean } | null {
  const lower = name.toLowerCase()
  const negated = /^(?:string|arn|numeric|date|notip)(?:not|address)/.test(lower)
  const compare = OPERATORS[lower.replace('not', '')]
  return compare === undefined ? null : { compare, negated }
}

/** The operators of a type whose values have an order. */
function ordered(type: string, valueOf: (text: string) => number): Record<string, Compare> {
  const by =
    (holds: (given: number, wanted: number) => boolean): Compare =>
    (given, wanted) =>
      holds(valueOf(given), valueOf(wanted))
  return {
    [`${type}equals`]: by((given, wanted) => given === wanted),
    [`${type}lessthan`]: by((given, wanted) => given < wanted),
    [`${type}lessthanequals`]: by((given, wanted) => given <= wanted),
    [`${type}greaterthan`]: by((given, wanted) => given > wanted),
    [`${type}greaterthanequals`]: by((given, wanted) => given >= wanted),
  }
}

/** Whether an IPv4 address is in a block. IPv6 addresses are compared as text. */
function isInBlock(given: string, block: string): boolean {
  const [start = '', bits = '32'] = block.split('/')
  if (!/^[\d.]+$/.test(start)) return given === start
  const cut = 2 ** (32 - Number(bits))
  return Math.floor(addressNumber(given) / cut) === Math.floor(addressNumber(start) / cut)
}

const addressNumber = (address: string): number =>
  address.split('.').reduce((number, part) => number * 256 + Number(part), 0)
