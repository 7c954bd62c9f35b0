/**
 * Returns the JSON text of a value with control and bidirectional characters escaped. JSON allows these characters as
 * they are, but a terminal acts on them. Escaped, they mean the same.
 */
export const toSafeJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(ACTING, toEscape)

// oxlint-disable-next-line no-control-regex
const ACTING = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

const toEscape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
