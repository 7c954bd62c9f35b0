import { safeText } from '../../lib/text/safe-text.ts'
import type { Finding } from '../../model/finding.ts'

/** Returns what was found, made safe. A passed check has no detail, so its title is returned. */
export const safeDetail = ({ detail, title }: Finding): string => safeText(detail.trim() === '' ? title : detail)

/** Returns the lines of the advice, made safe. Each line is a sentence, or a JSON statement to paste. */
export const adviceLines = ({ advice }: Finding): string[] =>
  (advice ?? '').split('\n').flatMap(line => (line === '' ? [] : [safeText(line)]))

/** Returns the warning and the lines of the change in the template that manages the key, made safe. Empty: none. */
export const templateLines = ({ remedy_template: template }: Finding): string[] =>
  template === undefined ? [] : [template.warning, ...template.text.split('\n')].map(safeText)

/** Makes the text safe and cuts it to so many UTF-16 units, as AWS counts them, never inside a character. */
export function shortenText(text: string, limit: number): string {
  const safe = safeText(text)
  if (safe.length <= limit) return safe
  const end = limit - 1
  return `${safe.slice(0, /[\ud800-\udbff]/.test(safe.charAt(end - 1)) ? end - 1 : end)}…`
}

/** `CIS AWS Foundations 3.0.0/3.6` */
export const controlText = ({ framework, id }: { framework: string; id: string }): string => `${framework}/${id}`

/**
 * Returns the URL of the AWS documentation of a check. Undefined: the report has none, or what it has is not such a
 * URL. A saved report may contain any text.
 */
export const documentUrl = (docs: string | undefined): string | undefined =>
  docs !== undefined && /^https:\/\/docs\.aws\.amazon\.com\/[\w./#-]*$/.test(docs) ? docs : undefined
