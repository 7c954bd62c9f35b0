import { listText } from '../../lib/text/lists.ts'

/** Returns `+ a and b, - c` for what two lists do not share. Null: they have the same items, in any order. */
export function addedAndRemoved(old: readonly string[], now: readonly string[]): string | null {
  if (now.length === old.length && now.every((item, at) => item === old[at])) return null
  const added = without(now, old)
  const removed = without(old, now)
  if (added.length + removed.length === 0) return null
  return [
    ...(added.length === 0 ? [] : [`+ ${listText(added)}`]),
    ...(removed.length === 0 ? [] : [`- ${listText(removed)}`]),
  ].join(', ')
}

/** Returns the items that the other list does not have. */
export function without(items: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others)
  return items.filter(item => !known.has(item))
}
