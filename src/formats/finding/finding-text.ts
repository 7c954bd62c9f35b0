import { safeText } from '../../lib/text/safe-text.ts'
import type { Finding } from '../../model/finding.ts'

/** What was found, made safe; a check that passes has nothing to say but what it is about. */
export const safeDetail = ({ detail, title }: Finding): string => safeText(detail.trim() === '' ? title : detail)

/** The lines of the advice, made safe, each a sentence or a JSON statement to paste; none where there is no advice. */
export const adviceLines = ({ advice }: Finding): string[] =>
  (advice ?? '').split('\n').flatMap(line => (line === '' ? [] : [safeText(line)]))

/** Made safe and at most so many UTF-16 units, as AWS counts them, never half a character. */
export function shortenText(text: string, limit: number): string {
  const safe = safeText(text)
  if (safe.length <= limit) return safe
  const end = limit - 1
  return `${safe.slice(0, /[\ud800-\udbff]/.test(safe.charAt(end - 1)) ? end - 1 : end)}…`
}

/** `CIS AWS Foundations 3.0.0/3.6` */
export const controlText = ({ framework, id }: { framework: string; id: string }): string => `${framework}/${id}`
