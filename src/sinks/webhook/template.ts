import { parseJson } from '../../lib/files/read-json.ts'
import { readText } from '../../lib/files/read-text.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { quoted } from '../../lib/text/quoted.ts'
import { closestWord } from '../../lib/text/suggest.ts'
import { TEMPLATE_FIELDS, type TemplateField, type TemplateValues } from './template-values.ts'

/** A JSON document whose texts contain fields such as `{{title}}`. */
export interface Template {
  document: unknown
}

const FIELD = /\{\{\s*([\w-]+)\s*\}\}/g
/** Also what is nearly a field, such as `{{keys.count}}` or `{{keys}`. In JSON, `{{` can only be in a text. */
const OPENED = /\{\{([^{}"\n]*)(\}?\}?)/g
/** A text up to its end, if it is the name of a value. */
const NAME = /^(?:[^"\\]|\\.)*"\s*:/s

/** Reads a template. Throws an `AuditError` (wrong usage) if it is not JSON, or for the first field that is wrong. */
export async function readTemplate(path: string): Promise<Template> {
  const text = await readText(path)
  for (const { 1: inside = '', 2: end, index } of text.matchAll(OPENED)) {
    const name = inside.trim()
    const at = `${path}:${text.slice(0, index).split('\n').length}`
    if (end !== '}}') throw wrong(`${at}: the field ${quoted(name)} has no end.`, 'Write it as {{title}}.')
    if (!isField(name)) throw wrong(`${at}: unknown field ${quoted(name)}.`, hintFor(name))
    if (NAME.test(text.slice(index)))
      throw wrong(`${at}: the field ${quoted(name)} is in a name, not in a value.`, 'Use fields in values only.')
  }
  return { document: parseJson(path, text, 'Put each field into quotation marks, also a number: "{{unused_keys}}".') }
}

const wrong = (message: string, hint: string): AuditError => new AuditError('usage', message, { hint })

function hintFor(name: string): string {
  const near = closestWord(name, TEMPLATE_FIELDS)
  return near === undefined ? `The fields are ${TEMPLATE_FIELDS.join(', ')}.` : `Did you mean ${near}?`
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
