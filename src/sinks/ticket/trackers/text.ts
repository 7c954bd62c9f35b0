import type { Part } from '../content/ticket.ts'

/** Returns the text of a ticket without markup, for systems that show it as it is. */
export const plainTicket = (parts: readonly Part[]): string => parts.map(plainPart).join('\n\n')

const plainPart = (part: Part): string =>
  part.kind === 'paragraph' ? part.text : part.items.map(item => `- ${item}`).join('\n')

/** Cuts text to so many UTF-16 code units, and never inside a character. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
