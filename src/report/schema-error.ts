import type { ErrorObject, ValidateFunction } from 'ajv'

/** Returns what is wrong with a document, with the place in it; null: it fits the schema of the validator. */
export function schemaErrorIn(value: unknown, validate: ValidateFunction): string | null {
  if (validate(value)) return null
  const [first] = deepestFirst(validate.errors ?? [])
  return first === undefined ? 'it does not match the schema' : errorText(first)
}

/** Among errors of alternatives, the one that is deepest in the document is the most specific. */
const deepestFirst = (errors: readonly ErrorObject[]): ErrorObject[] =>
  errors.toSorted((one, other) => depthOf(other) - depthOf(one))

const depthOf = ({ instancePath }: ErrorObject): number => instancePath.split('/').length

function errorText({ instancePath, keyword, params, parentSchema }: ErrorObject): string {
  const path = fieldPath(instancePath)
  const { missingProperty, type, allowedValues, limit } = params as Partial<{
    missingProperty: string
    type: string | string[]
    allowedValues: unknown[]
    limit: number
  }>
  if (keyword === 'required' || keyword === 'dependencies')
    return `${path === '' ? '' : `${path}.`}${missingProperty} is missing`
  const subject = path === '' ? 'it' : path
  if (keyword === 'type') return `${subject} must be ${[type].flat().map(typeName).join(' or ')}`
  if (keyword === 'enum') return `${subject} must be one of ${(allowedValues ?? []).join(', ')}`
  if (keyword === 'minimum') return `${subject} must be at least ${limit}`
  const description: unknown = parentSchema?.['description']
  return `${subject} is not valid${typeof description === 'string' ? `: ${description.replace(/\.$/, '')}` : ''}`
}

/** `/keys/3/usage/status` as `keys[3].usage.status` */
const fieldPath = (path: string): string =>
  path
    .slice(1)
    .split('/')
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((whole, part) => (/^\d+$/.test(part) ? `${whole}[${part}]` : whole === '' ? part : `${whole}.${part}`), '')

const TYPE_NAMES: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'a boolean',
  integer: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'an object',
  string: 'a string',
}

const typeName = (type: string | undefined): string => TYPE_NAMES[type ?? ''] ?? 'of another type'
