import { parseDocument } from 'yaml'
import { joinWithOr } from './lists.ts'
import { quoted } from './quoted.ts'
import { closestWord, didYouMean } from './suggest.ts'

/** What is wrong with a document of the user: `Accounts.*.Checks is empty.` */
export class Mistake extends Error {
  /** The path of the field. Empty: the whole document. */
  readonly at: string
  readonly what: string
  readonly hint: string | undefined

  constructor(at: string, what: string, hint?: string, cause?: unknown) {
    super(`${at === '' ? 'the document' : quotedPath(at)} ${what}.`, { cause })
    this.at = at
    this.what = what
    this.hint = hint
  }

  /** The sentence, in which the whole document has this name: `the mutelist`. */
  about = (document: string): string => (this.at === '' ? `${document} ${this.what}.` : this.message)
}

export const mistake = (at: string, what: string, hint?: string, cause?: unknown): Mistake =>
  new Mistake(at, what, hint, cause)

const quotedPath = (at: string): string => at.replace(/\p{C}/gu, '\u{fffd}').slice(0, 120)

/**
 * Parses YAML, which includes JSON. Every scalar is a string: an account ID must not become a number, a date no
 * Date, and NO no boolean.
 *
 * @throws Mistake
 */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: true })
  const [error] = document.errors
  if (error !== undefined) throw mistake('', `is not valid YAML: ${error.message.split('\n')[0]?.replace(/:$/, '')}`)
  try {
    return document.toJS()
  } catch (toPlainError) {
    const why = toPlainError instanceof Error ? toPlainError.message : 'its aliases refer to themselves'
    throw mistake('', `cannot be read: ${why}`)
  }
}

/** Returns a mapping that has none but these fields. */
export function readFields(value: unknown, at: string, known: readonly string[]): Readonly<Record<string, unknown>> {
  const map = readMapping(value, at)
  const unknownField = Object.keys(map).find(name => !known.includes(name))
  if (unknownField === undefined) return map
  const hint = didYouMean(closestWord(unknownField, known)).hint ?? `Use ${joinWithOr(known)}.`
  throw mistake(at, `has an unknown field ${quoted(unknownField)}`, hint)
}

export function readMapping(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw mistake(at, isBlank(value) ? 'is empty' : 'is not a mapping')
  }
  return value as Record<string, unknown>
}

/** Returns the texts of a list. One that is left out is empty. */
export function readTexts(value: unknown, at: string): string[] {
  if (isBlank(value)) return []
  if (!Array.isArray(value)) throw mistake(at, 'is not a list')
  return value.map((item: unknown) => {
    if (typeof item !== 'string' || isBlank(item)) throw mistake(at, 'has an item that is not a string')
    return item.trim()
  })
}

export const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)
