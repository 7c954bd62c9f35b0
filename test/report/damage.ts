import type { Random } from '../../src/simulation/world/random.ts'

/** One place in a JSON document: the object or list that holds it, and under which name. */
interface Spot {
  holder: Record<string, unknown> | unknown[]
  name: string | number
}

/** Every member and item of a document, however deep. */
function spotsIn(value: unknown): Spot[] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Spot['holder']
  const names: (string | number)[] = Array.isArray(holder) ? holder.map((_, at) => at) : Object.keys(holder)
  return names.flatMap(name => [{ holder, name }, ...spotsIn((holder as Record<string | number, unknown>)[name])])
}

const pick = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)] as T

/** Values that may come in the place of any other. */
const STRANGE: readonly unknown[] = [null, '', 'text', 0, -1, 1e300, true, [], {}, [null], { a: null }, '2026-13-40']

/** Changes one random member or item of a JSON document: removed, doubled, wrapped, or of another type. */
export function damaged<T>(document: T, random: Random): { document: T; what: string } {
  const copy = structuredClone(document)
  const { holder, name } = pick(random, spotsIn(copy))
  const members = holder as Record<string | number, unknown>
  const was = members[name]
  const ways: readonly [what: string, change: () => void][] = [
    ['removed', () => void (Array.isArray(holder) ? holder.splice(Number(name), 1) : delete members[name])],
    ['wrapped', () => void (members[name] = [was])],
    ['boxed', () => void (members[name] = { value: was })],
    ['doubled', () => void (members[name] = Array.isArray(was) ? [...was, ...(was as unknown[])] : [was, was])],
    ...STRANGE.map((value): [string, () => void] => [
      `set to ${JSON.stringify(value)}`,
      () => void (members[name] = value),
    ]),
  ]
  const [what, change] = pick(random, ways)
  change()
  return { document: copy, what: `${String(name)} ${what}` }
}
