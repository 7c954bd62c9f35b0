import plan from '../../src/model/schemas/retirement-plan.schema.json' with { type: 'json' }
import watch from '../../src/model/schemas/retirement-watch.schema.json' with { type: 'json' }
import report from '../../src/model/schemas/report.schema.json' with { type: 'json' }

/** The part of JSON Schema that the schema of the report uses. */
interface Schema {
  $ref?: string
  $comment?: string
  type?: string | readonly string[]
  enum?: readonly unknown[]
  anyOf?: readonly Schema[]
  items?: Schema
  properties?: Readonly<Record<string, Schema>>
  additionalProperties?: Schema
  required?: readonly string[]
}

/** The schema of the report as a TypeScript type. */
export const reportTypesText = (): string => typesText('Report', report as Definitions, 'report.schema.json')

/** The schema of a plan to retire keys as a TypeScript type. */
export const planTypesText = (): string =>
  typesText('RetirementPlan', plan as Definitions, 'retirement-plan.schema.json')

/** The schema of the verdicts of a watch as a TypeScript type. */
export const watchTypesText = (): string =>
  typesText('RetirementWatch', watch as Definitions, 'retirement-watch.schema.json')

/** The schema of an assessment as a TypeScript type. It refers to definitions in other files. */
export const assessmentTypesText = (name: string, schema: object, file: string): string => {
  const text = typesText(name, schema as Definitions, file)
  const [head, ...rest] = text.split('\n')
  const used = ['report', 'assessment'].filter(each => text.includes(`${each}.`) && file !== `${each}.schema.json`)
  return [head, ...used.map(each => `import type * as ${each} from './${each}-by-schema.ts'`), ...rest].join('\n')
}

type Definitions = Schema & { definitions: unknown }

const typesText = (name: string, schema: Definitions, file: string): string =>
  [
    `/** Made of ${file} by \`npm run golden\`: do not edit. */`,
    ...Object.entries(schema.definitions as Record<string, Schema>).map(
      ([part, given]) => `export type ${typeName(part)} = ${typeText(given)}\n`,
    ),
    ...(schema.properties === undefined ? [] : [`export type ${name} = ${typeText(schema)}\n`]),
  ].join('\n')

const typeName = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

function typeText(part: Schema): string {
  if (part.$ref !== undefined) return refText(part.$ref)
  if (part.enum !== undefined) return part.enum.map(value => JSON.stringify(value)).join(' | ')
  if (part.anyOf !== undefined) return part.anyOf.map(typeText).join(' | ')
  if (part.type === undefined) return 'unknown'
  return [part.type]
    .flat()
    .map(type => simpleText(type, part))
    .join(' | ')
}

/** `#/definitions/key` or `report.schema.json#/definitions/finding` */
function refText(ref: string): string {
  const [file = '', name = ''] = ref.split('#/definitions/')
  const prefix = file === '' ? '' : `${file.replace('.schema.json', '')}.`
  return `${prefix}${typeName(name)}`
}

function simpleText(type: string, { items, properties, additionalProperties, required = [] }: Schema): string {
  if (type === 'array') return `(${typeText(items ?? {})})[]`
  if (type === 'integer') return 'number'
  if (type !== 'object') return type
  if (properties === undefined) return `{ [name: string]: ${typeText(additionalProperties ?? {})} }`
  const fields = Object.entries(properties).map(([name, field]) => {
    const isWritten = required.includes(name) || (field.$comment === ALWAYS_NOW && !MAY_BE_MISSING.includes(name))
    return `  ${name}${isWritten ? '' : '?'}: ${typeText(field).replaceAll('\n', '\n  ')}`
  })
  return `{\n${fields.join('\n')}\n}`
}

/** A field that readers do not require, since earlier versions did not write it. The types of this version have it. */
const ALWAYS_NOW = 'Present except in older reports.'

/** Such fields that are optional in the types, too: code that reads a report must expect that they are missing. */
const MAY_BE_MISSING = ['account_name', 'partition', 'prices']
