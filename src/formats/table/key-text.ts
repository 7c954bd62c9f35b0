import { safeText } from '../../lib/text/safe-text.ts'
import { cut, type Ellipsis } from '../../lib/text/cut.ts'
import type { KeyRecord } from '../../model/report/report.ts'

/** How a sentence names a key. */
interface KeyTextStyle {
  /** The number of characters of the key ID that are shown; see `shortIdLength`. */
  length: number
  ellipsis: Ellipsis
  /** Other facts that identify the key, such as its Region. */
  more?: readonly string[]
}

/**
 * Returns `alias/orders (0a1b2c3d, us-east-1)` as one safe line. Without an alias or a description, the ID comes first.
 */
export function keyText(key: KeyRecord, { length, ellipsis, more = [] }: KeyTextStyle): string {
  const id = key.key_id.slice(0, length)
  const name = aliasOrDescription(key, ellipsis)
  return name === null ? nameWithDetails(id, more) : nameWithDetails(name, [id, ...more])
}

/** Returns `alias/orders (0a1b2c3d, us-east-1)`. */
export const nameWithDetails = (name: string, details: readonly string[]): string =>
  safeText(`${name}${details.length === 0 ? '' : ` (${details.join(', ')})`}`)

/** Returns the first alias of a key, else the beginning of its description in quotes. Null if it has neither. */
export function aliasOrDescription({ aliases: [alias], description }: KeyRecord, ellipsis: Ellipsis): string | null {
  if (alias !== undefined) return alias
  const text = safeText(description?.trim() ?? '')
  return text === '' ? null : `"${cut(text, LONGEST_DESCRIPTION, ellipsis)}"`
}

const LONGEST_DESCRIPTION = 30
