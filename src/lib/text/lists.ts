/** Returns `a, b or c`. */
export const joinWithOr = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

/** Returns `a, b and c`. */
export const joinWithAnd = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** Returns the first items and the number of the others: `a, b, c and 4 more`. Equal items count once. */
export function listText(items: readonly string[]): string {
  const all = [...new Set(items)]
  if (all.length > SHOWN + 1) return `${all.slice(0, SHOWN).join(', ')} and ${all.length - SHOWN} more`
  return all.length < 2 ? all.join() : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}

const SHOWN = 3
