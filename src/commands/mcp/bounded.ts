import { shortenText } from '../../formats/finding/finding-text.ts'
import { isObject } from '../../lib/json.ts'

/** A text or a list of which a part was left out. */
export interface Cut {
  /** `key.grants` */
  path: string
  /** Characters, items or fields that are left. */
  shown: number
  of: number
}

/** Characters of a text, and items of a list, from the most generous to the least. */
const STEPS = [
  { text: 8000, items: 200 },
  { text: 2000, items: 50 },
  { text: 500, items: 20 },
  { text: 200, items: 5 },
  { text: 100, items: 2 },
] as const

/**
 * Returns the JSON value with at most so many characters, and what was cut. Long lists and texts are cut first.
 */
export function bounded(value: object, limit: number): { value: object; cut: Cut[] } {
  if (JSON.stringify(value).length <= limit) return { value, cut: [] }
  for (const step of STEPS) {
    const cut: Cut[] = []
    const less = cutTo(value, step, '', cut)
    if (JSON.stringify([less, cut]).length <= limit) return { value: less as object, cut }
  }
  const names = Object.keys(value)
  return { value: {}, cut: [{ path: '', shown: 0, of: names.length }] }
}

function cutTo(value: unknown, step: (typeof STEPS)[number], path: string, cut: Cut[]): unknown {
  const inside = (name: string): string => (path === '' ? name : `${path}.${name}`)
  const note = (shown: number, of: number): void => void cut.push({ path, shown, of })
  if (typeof value === 'string') {
    if (value.length <= step.text) return value
    note(step.text, value.length)
    return shortenText(value, step.text)
  }
  if (Array.isArray(value)) {
    if (value.length > step.items) note(step.items, value.length)
    return value.slice(0, step.items).map((one, at) => cutTo(one, step, inside(String(at)), cut))
  }
  if (!isObject(value)) return value
  const entries = Object.entries(value)
  const most = Math.max(step.items, FIELDS)
  if (entries.length > most) note(most, entries.length)
  return Object.fromEntries(entries.slice(0, most).map(([name, one]) => [name, cutTo(one, step, inside(name), cut)]))
}

/** Our records have fewer fields than this; a map of an account may have more. */
const FIELDS = 60
