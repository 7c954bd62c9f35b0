import { safeText } from '../../lib/text/text.ts'
import { cut, type Ellipsis } from '../../lib/text/width.ts'
import type { KeyRecord } from '../../model/report.ts'

/** How a sentence names a key. */
export interface Brief {
  /** Characters of the key ID that are shown; see `shortIdLength`. */
  length: number
  ellipsis: Ellipsis
  /** What else identifies the key, such as its Region. */
  more?: readonly string[]
}

/** `alias/orders (0a1b2c3d, us-east-1)`: one safe line. Without an alias or a description, the ID comes first. */
export function briefKey(key: KeyRecord, { length, ellipsis, more = [] }: Brief): string {
  const id = key.key_id.slice(0, length)
  const name = keyName(key, ellipsis)
  return name === null ? named(id, more) : named(name, [id, ...more])
}

/** `alias/orders (0a1b2c3d, us-east-1)` */
export const named = (name: string, details: readonly string[]): string =>
  safeText(`${name}${details.length === 0 ? '' : ` (${details.join(', ')})`}`)

/** What people call a key: its first alias, else the beginning of its description in quotes; null: it has neither. */
export function keyName({ aliases: [alias], description }: KeyRecord, ellipsis: Ellipsis): string | null {
  if (alias !== undefined) return alias
  const text = safeText(description?.trim() ?? '')
  return text === '' ? null : `"${cut(text, LONGEST_DESCRIPTION, ellipsis)}"`
}

const LONGEST_DESCRIPTION = 30
