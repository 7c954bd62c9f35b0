import { safeText } from '../../lib/text/safe-text.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import type { AccountNames } from '../columns/column.ts'

/** Removes the time of day: `2026-11-20 14:30 UTC`. `Never since 2026-04-23` and `Unknown` stay as they are. */
export const dayOnly = (lastUsed: string): string => lastUsed.replace(/ \d\d:\d\d UTC$/, '')

/** Returns `none in 38 of 41` for `No reference found in 38 of 41 types`, below the title `Used By`. */
export const shortUsedBy = (usedBy: string): string =>
  usedBy.replace(/^No reference found in ([\d,]+ of [\d,]+) types?$/, 'none in $1')

/** Returns a function that shortens `444455556666 production` to `production`, if no other account has that name. */
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
 * Returns the least number of characters, at least 8, that distinguish the IDs of these keys. `--key` accepts such a
 * prefix. A multi-Region key has the same ID in each Region, so its Region must be shown beside it.
 */
export function shortIdLength(keys: readonly Pick<KeyRecord, 'key_id'>[]): number {
  const ids = new Set(keys.map(({ key_id }) => key_id))
  const longest = keys.reduce((most, { key_id }) => Math.max(most, key_id.length), SHORTEST)
  let length = SHORTEST
  while (length < longest && new Set(Array.from(ids, id => id.slice(0, length))).size < ids.size) length++
  return length
}

const SHORTEST = 8
