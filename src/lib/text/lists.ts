/** Returns `a, b or c`. */
export const joinWithOr = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

/** Returns `a, b and c`. */
export const joinWithAnd = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** Returns the first items and the number of the others: `a, b, c and 4 more`. Equal items count once. */
export function listText(items: readonly string[]): string {
  const { shown, more } = firstOf([...new Set(items)], SHOWN)
  return more > 0 ? `${shown.join(', ')} and ${more} more` : joinWithAnd(shown)
}

const SHOWN = 3

/**
 * Returns the first items, and how many others there are. A single other item is included, because a line that counts it
 * would take as much room.
 */
export function firstOf<Item>(items: readonly Item[], most: number): { shown: readonly Item[]; more: number } {
  const shown = items.length > most + 1 ? items.slice(0, most) : items
  return { shown, more: items.length - shown.length }
}
