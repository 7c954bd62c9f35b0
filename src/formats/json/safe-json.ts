import { batches } from '../../lib/flow/batches.ts'

/** JSON lets control and bidi characters stand as they are; a terminal does not. Escaped, they mean the same. */
export const toSafeJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(ACTING, toEscape)

/** A document whose last list is still empty, in pieces, with one line for each item of that list. */
export function* withItems<T>(
  document: unknown,
  items: readonly T[],
  toValue: (item: T) => unknown,
): Generator<string> {
  const frame = toSafeJson(document, 2)
  const hole = frame.lastIndexOf('[]') + 1
  yield frame.slice(0, hole)
  let between = '\n'
  for (const batch of batches(items, 100)) {
    yield between + batch.map(item => toSafeJson(toValue(item))).join(',\n')
    between = ',\n'
  }
  yield `${items.length === 0 ? '' : '\n'}${frame.slice(hole)}\n`
}

// oxlint-disable-next-line no-control-regex
const ACTING = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

const toEscape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
