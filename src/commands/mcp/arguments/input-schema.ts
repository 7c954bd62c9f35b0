import { entriesOf } from '../../../cli/command.ts'
import { isValueOptional, type OptionEntry, takesMany, takesValue } from '../../../cli/option.ts'
import type { OptionSet } from '../../../cli/option-set.ts'
import { argumentName, withArgumentNames } from './argument-name.ts'

/** JSON Schema of the arguments of a tool. */
export interface InputSchema {
  [keyword: string]: unknown
  type: 'object'
  properties: Record<string, object>
  required?: string[]
}

/** Derives the schema of the arguments from their options. */
export function inputSchemaOf(options: OptionSet, required: readonly string[] = []): InputSchema {
  const entries = entriesOf(options)
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([, entry]) => [argumentName(entry), propertyOf(entry)])),
    ...(required.length > 0 && {
      required: entries.flatMap(([name, entry]) => (required.includes(name) ? [argumentName(entry)] : [])),
    }),
    additionalProperties: false,
  }
}

function propertyOf(entry: OptionEntry): object {
  const description = withArgumentNames(entry.help)
  if (!takesValue(entry)) return { type: 'boolean', description }
  if (isValueOptional(entry)) return { type: ['boolean', 'array'], items: { type: 'string' }, description }
  const { values, range } = entry.kind
  if (range !== undefined) return { type: 'integer', minimum: range.min, maximum: range.max, description }
  const word = { type: 'string', ...(values?.isComplete === true && { enum: values.of }) }
  return takesMany(entry) || values?.isList === true
    ? { type: 'array', items: word, description }
    : { ...word, description }
}
