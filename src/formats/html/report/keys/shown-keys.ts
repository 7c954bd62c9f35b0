import { countText } from '../../../../lib/text/numbers.ts'
import type { KeyRecord } from '../../../../model/report/report.ts'
import { isUnused } from '../../../../model/report/unused.ts'
import { unusedFirst } from '../../../table/keys/unused-first.ts'

/** More keys make a file that browsers open slowly. */
const MOST_KEYS = 20_000

export interface ShownKeys {
  keys: readonly KeyRecord[]
  /** What was left out, in sentences. Null: nothing. */
  note: string | null
}

/**
 * Returns the keys of the table, unused keys first. Of a report with more than 20,000 keys, only those that are unused or
 * fail a check, and at most 20,000 of them.
 */
export function shownKeys(all: readonly KeyRecord[]): ShownKeys {
  const ordered = unusedFirst(all)
  if (all.length <= MOST_KEYS) return { keys: ordered, note: null }
  const wanted = ordered.filter(key => isUnused(key) || key.findings.length > 0)
  const keys = wanted.slice(0, MOST_KEYS)
  const which =
    wanted.length > MOST_KEYS
      ? `the first ${countText(keys.length)} of ${countText(wanted.length)} keys that are unused or fail a check`
      : `the ${countText(keys.length)} keys that are unused or fail a check`
  return {
    keys,
    note: `The report has ${countText(all.length)} keys. To keep this file small, the table shows ${which}. The numbers and charts count all keys; -o csv and -o json list them.`,
  }
}
