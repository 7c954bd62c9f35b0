import { Ajv, type ErrorObject } from 'ajv'
import schema from '../model/report.schema.json' with { type: 'json' }
import type { Report } from '../model/report.ts'

const validate = new Ajv({ allowUnionTypes: true, verbose: true }).compile<Report>(schema)

/** What is wrong with a document that should be a report, naming the place in it; null: it fits the schema. */
export function schemaErrorIn(value: unknown): string | null {
  if (validate(value)) return null
  const [first] = leaves(validate.errors ?? [])
  return first === undefined ? 'it does not match the schema' : wordsFor(first)
}

/** Of alternatives, the error that is deepest in the document says most. */
const leaves = (errors: readonly ErrorObject[]): ErrorObject[] =>
  errors.toSorted((one, other) => depthOf(other) - depthOf(one))

const depthOf = ({ instancePath }: ErrorObject): number => instancePath.split('/').length

function wordsFor({ instancePath, keyword, params, parentSchema }: ErrorObject): string {
  const place = placeIn(instancePath)
  const { missingProperty, type, allowedValues, limit } = params as Partial<{
    missingProperty: string
    type: string | string[]
    allowedValues: unknown[]
    limit: number
  }>
  if (keyword === 'required') return `${place === '' ? '' : `${place}.`}${missingProperty} is missing`
  const subject = place === '' ? 'it' : place
  if (keyword === 'type') return `${subject} must be ${[type].flat().map(nameOf).join(' or ')}`
  if (keyword === 'enum') return `${subject} must be one of ${(allowedValues ?? []).join(', ')}`
  if (keyword === 'minimum') return `${subject} must be at least ${limit}`
  const description: unknown = parentSchema?.['description']
  return `${subject} is not valid${typeof description === 'string' ? `: ${description.replace(/\.$/, '')}` : ''}`
}

/** `/keys/3/usage/status` as `keys[3].usage.status` */
const placeIn = (path: string): string =>
  path
    .slice(1)
    .split('/')
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((whole, part) => (/^\d+$/.test(part) ? `${whole}[${part}]` : whole === '' ? part : `${whole}.${part}`), '')

const NAMES: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'a boolean',
  integer: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'an object',
  string: 'a string',
}

const nameOf = (type: string | undefined): string => NAMES[type ?? ''] ?? 'of another type'
