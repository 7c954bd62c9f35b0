import { isObject } from '../lib/json.ts'
import { type Fact, known, unknown } from '../model/fact.ts'
import { actionsAllowed, actionsOf } from './actions.ts'
import { toConditions, toTexts } from './condition.ts'
import type { Listed, Policy, Statement } from './policy.ts'
import { type Principal, toPrincipal } from './principal.ts'

/** Reads a policy document: its text, or what was parsed from it. Half-read is unknown, with the reason. */
export function readPolicy(document: unknown): Fact<Policy> {
  const parsed = typeof document === 'string' ? parse(document) : document
  if (parsed === undefined) return unknown('The key policy is not valid JSON.')
  if (!isObject(parsed)) return unknown('The key policy is not a JSON object.')
  const list = parsed['Statement']
  if (list === undefined) return unknown('The key policy has no Statement.')
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
  const hasVariables = parsed['Version'] === '2012-10-17'
  const statements: Statement[] = []
  for (const [index, element] of (Array.isArray(list) ? list : [list]).entries()) {
    const statement = toStatement(element, index + 1, hasVariables)
    if (typeof statement === 'string')
      return unknown(`The key policy cannot be read: statement ${index + 1}: ${statement}.`)
    statements.push(statement)
  }
  return known({ statements })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Text: why it cannot be read. */
function toStatement(element: unknown, number: number, hasVariables: boolean): Statement | string {
  if (!isObject(element)) return 'it is not a JSON object'
  const effect = element['Effect']
  if (effect !== 'Allow' && effect !== 'Deny') return 'its Effect is neither Allow nor Deny'
  const actions = toListed(element, 'Action', toTexts)
  if (typeof actions === 'string') return actions
  const resources = toListed(element, 'Resource', toTexts)
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
    covers: effect === 'Allow' ? actionsAllowed(actions) : actionsOf(actions),
    resources,
    principals,
    conditions,
  }
}

/** What stands under a name, or under `Not` and that name; null if neither is there. */
function toListed<T>(
  element: Readonly<Record<string, unknown>>,
  name: string,
  read: (value: unknown) => T[] | null,
): Listed<T> | null | string {
  const but = element[name] === undefined
  const value = but ? element[`Not${name}`] : element[name]
  if (value === undefined) return null
  if (!but && element[`Not${name}`] !== undefined) return `it has both ${name} and Not${name}`
  const items = read(value)
  return items === null ? `its ${but ? 'Not' : ''}${name} is malformed` : { but, items }
}

function toPrincipals(value: unknown): Principal[] | null {
  if (!isObject(value)) return toTexts(value)?.map(text => toPrincipal('AWS', text)) ?? null
  const principals: Principal[] = []
  for (const [type, names] of Object.entries(value)) {
    const texts = toTexts(names)
    if (texts === null) return null
    for (const text of texts) principals.push(toPrincipal(type, text))
  }
  return principals
}
