import { safeText } from '../../lib/text/safe-text.ts'
import type { KeyRecord } from '../../model/report.ts'
import type { AccountNames } from '../columns/column.ts'

/** `2026-11-20 14:30 UTC` without its time of day. `Never since 2026-04-23` and `Unknown` stay as they are. */
export const dayOnly = (lastUsed: string): string => lastUsed.replace(/ \d\d:\d\d UTC$/, '')

/** `444455556666 production` as `production`, where no other account has that name. */
export function shortAccount(names: AccountNames): (text: string) => string {
  const safe = Array.from(names.values(), safeText)
  const unique = new Set(safe.filter((name, index) => safe.indexOf(name) === index && !safe.includes(name, index + 1)))
  return text => {
    const name = text.slice(ACCOUNT_ID.length + 1)
    return unique.has(name) ? name : text.slice(0, ACCOUNT_ID.length)
  }
}

const ACCOUNT_ID = '111122223333'

/**
 * How many characters of a key id tell each of these keys from the others; at least 8. `--key` takes such a prefix.
 * A multi-Region key has the same id in each Region, so its Region must be shown beside it.
 */
export function shortIdLength(keys: readonly KeyRecord[]): number {
  const ids = new Set(keys.map(({ key_id }) => key_id))
  const longest = keys.reduce((most, { key_id }) => Math.max(most, key_id.length), SHORTEST)
  let length = SHORTEST
  while (length < longest && new Set(Array.from(ids, id => id.slice(0, length))).size < ids.size) length++
  return length
}

const SHORTEST = 8
