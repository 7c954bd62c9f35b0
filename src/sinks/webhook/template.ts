import { readText } from '../../lib/files/read-text.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { quoted } from '../../lib/text/quoted.ts'
import { closestWord } from '../../lib/text/suggest.ts'
import { TEMPLATE_FIELDS, type TemplateField, type TemplateValues } from './template-values.ts'

/** A JSON document whose texts contain fields such as `{{title}}`. */
export interface Template {
  document: unknown
}

const FIELD = /\{\{\s*([\w-]*)\s*\}\}/g

/** Reads a template. Throws an `AuditError` (wrong usage) if it is not JSON, or for the first unknown field. */
export async function readTemplate(path: string): Promise<Template> {
  const text = await readText(path)
  for (const [whole, name = ''] of text.matchAll(FIELD)) {
    if (isField(name)) continue
    const line = text.slice(0, text.indexOf(whole)).split('\n').length
    const near = closestWord(name, TEMPLATE_FIELDS)
    throw new AuditError('usage', `${path}:${line}: unknown field ${quoted(name)}.`, {
      hint: near === undefined ? `The fields are ${TEMPLATE_FIELDS.join(', ')}.` : `Did you mean ${near}?`,
    })
  }
  try {
    return { document: JSON.parse(text) as unknown }
  } catch (error) {
    throw new AuditError('usage', `${path} is not valid JSON: ${(error as Error).message}.`, {
      hint: 'Put each field into quotation marks, also a number: "{{unused_keys}}".',
    })
  }
}

/**
 * Returns the document with the values of a report. A text that is nothing but a field becomes its value, which can be a
 * number or null. Values in a longer text become text, which cannot change the document around it.
 */
export function fillTemplate({ document }: Template, values: TemplateValues): unknown {
  if (typeof document === 'string') return filledText(document, values)
  if (Array.isArray(document)) return document.map(item => fillTemplate({ document: item }, values))
  if (typeof document !== 'object' || document === null) return document
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) => [name, fillTemplate({ document: value }, values)]),
  )
}

function filledText(text: string, values: TemplateValues): unknown {
  const [, only] = /^\{\{\s*([\w-]+)\s*\}\}$/.exec(text) ?? []
  if (only !== undefined && isField(only)) return values[only]
  return text.replace(FIELD, (whole, name: string) => (isField(name) ? String(values[name] ?? 'unknown') : whole))
}

const isField = (name: string): name is TemplateField => (TEMPLATE_FIELDS as readonly string[]).includes(name)
