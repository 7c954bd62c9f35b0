import { safeText } from '../../../lib/text/safe-text.ts'

/** Text that is HTML already, with everything foreign in it escaped. Only `markup` and `rawMarkup` make it. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** What `markup` accepts between its tags. Lists are joined; null, undefined and false are nothing. */
export type Content = string | number | Markup | null | undefined | false | readonly Content[]

/**
 * Makes HTML: `markup\`<td title="${key.description}">${key.description}</td>\``. Every string is made safe and escaped,
 * in text and between the quotes of an attribute alike; attributes must be quoted. Markup stays as it is.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let text = parts[0] ?? ''
  for (const [index, value] of values.entries()) text += markupOf(value) + (parts[index + 1] ?? '')
  return new Markup(text)
}

/** Takes the program's own text as HTML. Never for text that a report contains. */
export const rawMarkup = (text: string): Markup => new Markup(text)

/** Returns lines for `<pre>`: each is made safe and escaped, and the line ends stay. */
export const linesOf = (lines: readonly string[]): Markup => new Markup(lines.map(escapeText).join('\n'))

function markupOf(value: Content): string {
  if (typeof value === 'string') return escapeText(value)
  if (typeof value === 'number') return String(value)
  if (value instanceof Markup) return value.text
  return Array.isArray(value) ? value.map(markupOf).join('') : ''
}

/** Control and bidirectional characters become visible, and no character can begin a tag or end an attribute. */
function escapeText(text: string): string {
  const safe = safeText(text)
  return SPECIAL.test(safe) ? safe.replace(SPECIALS, found => ENTITIES[found] ?? '') : safe
}

const SPECIAL = /[&<>"']/
const SPECIALS = /[&<>"']/g
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
