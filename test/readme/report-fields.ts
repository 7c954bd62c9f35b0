import schema from '../../src/model/schemas/report.schema.json' with { type: 'json' }
import { tableOf } from './markdown.ts'

/** The part of JSON Schema that the schema of the report uses. `$comment` says when an optional field is present. */
interface Schema {
  $ref?: string | undefined
  $comment?: string
  description?: string
  type?: string | readonly string[]
  enum?: readonly (string | number)[]
  anyOf?: readonly Schema[]
  items?: Schema
  properties?: Readonly<Record<string, Schema>>
  additionalProperties?: Schema
  required?: readonly string[]
}

interface Field {
  /** `keys[].usage.status` */
  path: string
  type: string
  meaning: string
  /** `always`, or when the field is present. */
  present: string
}

interface Section {
  /** `keys[].usage`; empty for the report itself. */
  path: string
  description: string
  fields: readonly Field[]
}

/** Every object of the report with its fields, in the order of the schema. */
export const sections = (): Section[] => sectionsOf('', schema as Schema)

/** The tables of the guide's page about the report. */
export const reportFieldsMarkdown = (): string =>
  sections()
    .map(({ path, description, fields }) => {
      const rows = fields.map(field => [`\`${field.path}\``, field.type, field.meaning, field.present])
      const heading = path === '' ? 'The report' : `\`${path}\``
      const text = description === '' ? '' : `${description}\n\n`
      return `### ${heading}\n\n${text}${tableOf(['Field', 'Type', 'Meaning', 'Present'], rows)}`
    })
    .join('\n')

function sectionsOf(path: string, object: Schema): Section[] {
  const { description = '', properties = {}, required = [] } = object
  const fields = Object.entries(properties).map(([name, given]) => {
    const field = resolved(given)
    return {
      path: path === '' ? name : `${path}.${name}`,
      type: typeOf(given),
      meaning: prose(field.description ?? ''),
      present: required.includes(name) ? 'always' : prose(field.$comment?.replace(/^Present (.*)\.$/, '$1') ?? ''),
    }
  })
  const own = { path, description: prose(path === '' ? '' : description), fields }
  const below = Object.entries(properties).flatMap(([name, field]) => {
    const held = objectIn(path === '' ? name : `${path}.${name}`, field)
    return held === null ? [] : sectionsOf(held.path, held.object)
  })
  return [own, ...below]
}

/** The object that a field holds, in a list (`[]`) or by names that are not fixed (`.*`), if it holds one. */
function objectIn(path: string, given: Schema): { path: string; object: Schema } | null {
  // The definition says what the object is; what stands beside the reference is about the field.
  const field = { ...given, ...resolved({ $ref: given.$ref }) }
  if (field.properties !== undefined) return { path, object: field }
  if (field.items !== undefined) return objectIn(`${path}[]`, field.items)
  if (field.additionalProperties !== undefined) return objectIn(`${path}.*`, field.additionalProperties)
  // Null is one alternative; the last one is what is written today.
  const last = field.anyOf?.at(-1)
  return last === undefined ? null : objectIn(path, last)
}

/** Without references: what stands beside one takes precedence over what it refers to. */
function resolved({ $ref, ...own }: Schema): Schema {
  if ($ref === undefined) return own
  const name = $ref.replace('#/definitions/', '') as keyof typeof schema.definitions
  return { ...(schema.definitions[name] as Schema), ...own }
}

function typeOf(given: Schema): string {
  const time = /\/time(OrNull)?$/.exec(given.$ref ?? '')
  if (time !== null) return time[1] === undefined ? 'time' : 'time or null'
  const field = resolved(given)
  if (field.anyOf !== undefined) {
    const isNullable = field.anyOf.some(({ type }) => type === 'null')
    return typeOf(field.anyOf.at(-1) ?? {}) + (isNullable ? ' or null' : '')
  }
  if (field.enum !== undefined) return field.enum.map(value => `\`${value}\``).join(', ')
  if (field.type === undefined) return 'any'
  return [field.type]
    .flat()
    .map(type => (type === 'array' && field.items !== undefined ? `array of ${plural(typeOf(field.items))}` : type))
    .join(' or ')
}

const plural = (type: string): string => (type.startsWith('`') ? type : `${type}s`)

/** Names of fields, options and values as code; a bar would end the cell. */
const prose = (text: string): string =>
  text.replace(/(?<![\w/-])(--?[a-z][a-z-]*|[a-z]+(?:_[a-z]+)+)(?![\w-])/g, '`$1`').replaceAll('|', '\\|')
