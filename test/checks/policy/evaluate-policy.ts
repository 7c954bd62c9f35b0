import type { Json } from '../samples.ts'

/** A request to KMS, as AWS sees it: who calls, what for, and the values of its condition keys in lower case. */
export interface Request {
  action: string
  caller: { kind: 'person'; account: string; arn: string } | { kind: 'service'; name: string }
  keys: Readonly<Record<string, string>>
}

/**
 * Whether a policy alone allows a request. It is written anew from the documentation, and shares no code with what it
 * is compared with. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function isAllowed(statements: readonly Json[], request: Request): boolean {
  const matching = statements.filter(one => applies(one, request))
  return matching.some(({ Effect }) => Effect === 'Allow') && !matching.some(({ Effect }) => Effect === 'Deny')
}

export function applies(statement: Json, request: Request): boolean {
  const { Principal, Action, Resource, Condition = {} } = statement
  return (
    Resource === '*' &&
    list(Action).some(pattern => like(pattern.toLowerCase()).test(request.action.toLowerCase())) &&
    isNamed(Principal, request) &&
    Object.entries(Condition as Record<string, Json>).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, key.toLowerCase(), list(values), request)),
    )
  )
}

const list = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(String)

function isNamed(principal: unknown, { caller }: Request): boolean {
  if (principal === '*') return true
  const { AWS = [], Service = [] } = principal as { AWS?: unknown; Service?: unknown }
  if (list(AWS).includes('*')) return true
  if (caller.kind === 'service') return list(Service).includes(caller.name)
  return list(AWS).some(one => one === caller.account || one === caller.arn)
}

function holds(name: string, key: string, values: string[], { keys }: Request): boolean {
  const [, quantifier, operator = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(name) ?? []
  const own = keys[key]
  if (operator === 'Null') return values.includes(String(own === undefined))
  const isNegated = operator.includes('Not')
  if (own === undefined)
    return quantifier === 'ForAllValues' || ifExists !== undefined || (isNegated && quantifier === undefined)
  const fitting = values.map(value => filledIn(value, keys)).filter(value => value !== null)
  return fitting.some(value => compare(operator.replace('Not', ''), value, own)) !== isNegated
}

/** Null: the request does not carry the key of a policy variable. */
const filledIn = (value: string, keys: Request['keys']): string | null =>
  value.startsWith('${') ? (keys[value.slice(2, -1).toLowerCase()] ?? null) : value

function compare(operator: string, value: string, own: string): boolean {
  if (operator === 'StringEquals') return value === own
  if (operator === 'StringLike') return like(value).test(own)
  if (operator === 'ArnLike') {
    const parts = value.split(':')
    return value === '*' || own.split(':').every((part, at) => like(parts[at] ?? '').test(part))
  }
  if (operator === 'Bool') return value.toLowerCase() === own
  // Blocks of 24 bits are enough for a test.
  if (operator === 'IpAddress') return own.split('.').slice(0, 3).join() === value.split('.').slice(0, 3).join()
  if (operator === 'DateGreaterThan') return Date.parse(own) > Date.parse(value)
  if (operator === 'DateLessThan') return Date.parse(own) < Date.parse(value)
  throw new Error(`no test uses ${operator}`)
}

const like = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  )
