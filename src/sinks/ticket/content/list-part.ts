import { moreText } from '../../message/plain-text.ts'
import type { Part } from './ticket.ts'

/** Characters of one line. */
const LONGEST = 300

/** Returns a list of as many lines as there is room for, and says how many are left out. The first line always fits. */
export function listPart(lines: readonly string[], room: number): Extract<Part, { kind: 'list' }> {
  const items: string[] = []
  let taken = 0
  for (const line of lines) {
    const item = line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
    taken += item.length + 3
    if (taken > room && items.length > 0) break
    items.push(item)
  }
  return { kind: 'list', items: [...items, ...moreText(lines.length - items.length)] }
}
