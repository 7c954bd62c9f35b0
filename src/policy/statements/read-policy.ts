import { isObject, tryParseJson } from '../../lib/json.ts'
import { type Fact, known, unknown } from '../../model/fact.ts'
import { actionsAllowed, actionsListed } from './listed-actions.ts'
import { toConditions, toStrings } from '../conditions/condition.ts'
import type { Listed, Policy, Statement } from './policy.ts'
import { type Principal, toPrincipal } from './principal.ts'

/**
 * Reads a policy document: its text, or the object parsed from it. Unknown, with the reason, if any part cannot be
 * read.
 *
 * @param what the policy in messages
 */
export function readPolicy(document: unknown, what = 'key policy'): Fact<Policy> {
  const parsed = typeof document === 'string' ? tryParseJson(document) : document
  if (parsed === undefined) return unknown(`The ${what} is not valid JSON.`)
  if (!isObject(parsed)) return unknown(`The ${what} is not a JSON object.`)
  const list = parsed['Statement']
  if (list === undefined) return unknown(`The ${what} has no Statement.`)
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
  const hasVariables = parsed['Version'] === '2012-10-17'
  const statements: Statement[] = []
  for (const [index, element] of (Array.isArray(list) ? list : [list]).entries()) {
    const statement = readStatement(element, index + 1, hasVariables)
    if (typeof statement === 'string')
      return unknown(`The ${what} cannot be read: statement ${index + 1}: ${statement}.`)
    statements.push(statement)
  }
  return known({ statements })
}

/** Reads one statement of a policy. Returns a text that says why it cannot be read. */
export function readStatement(element: unknown, number: number, hasVariables: boolean): Statement | string {
  if (!isObject(element)) return 'it is not a JSON object'
  const effect = element['Effect']
  if (effect !== 'Allow' && effect !== 'Deny') return 'its Effect is neither Allow nor Deny'
  const actions = toListed(element, 'Action', toStrings)
  if (typeof actions === 'string') return actions
  const resources = toListed(element, 'Resource', toStrings)
  if (typeof resources === 'string') return resources
  const principals = toListed(element, 'Principal', toPrincipals)
  if (typeof principals === 'string') return principals
  const conditions = toConditions(element['Condition'], hasVariables)
  if (typeof conditions === 'string') return conditions
  const sid = element['Sid']
  return {
    number,
    sid: typeof sid === 'string' ? sid : null,
    effect,
    actions,
    actionSet: effect === 'Allow' ? actionsAllowed(actions) : actionsListed(actions),
    resources,
    principals,
    conditions,
  }
}

/** Reads the element with a name, or with `Not` before the name. Null if the statement has neither. */
function toListed<T>(
  element: Readonly<Record<string, unknown>>,
  name: string,
  read: (value: unknown) => T[] | null,
): Listed<T> | null | string {
  const negated = element[name] === undefined
  const value = negated ? element[`Not${name}`] : element[name]
  if (value === undefined) return null
  if (!negated && element[`Not${name}`] !== undefined) return `it has both ${name} and Not${name}`
  const items = read(value)
  return items === null ? `its ${negated ? 'Not' : ''}${name} is malformed` : { negated, items }
}

function toPrincipals(value: unknown): Principal[] | null {
  if (!isObject(value)) return toStrings(value)?.map(text => toPrincipal('AWS', text)) ?? null
  const principals: Principal[] = []
  for (const [type, names] of Object.entries(value)) {
    const texts = toStrings(names)
    if (texts === null) return null
    for (const text of texts) principals.push(toPrincipal(type, text))
  }
  return principals
}
