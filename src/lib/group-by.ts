/** Returns the items with equal names as groups. Groups and items keep their order. */
export function groupBy<T>(items: readonly T[], nameOf: (item: T, index: number) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const [index, item] of items.entries()) {
    const name = nameOf(item, index)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [item])
    else group.push(item)
  }
  return [...groups.values()]
}
