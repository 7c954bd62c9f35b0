import { countText, groupThousands } from '../../lib/text/numbers.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import { isRecorded } from '../../model/report/recorded.ts'
import { isUnused } from '../../model/report/unused.ts'

/** Returns `True`, `False`, or `ERROR` for a key that could not be described. Scripts search for `ERROR`. */
export const enabledText = ({ enabled, error }: KeyRecord): string => {
  if (error !== null || enabled === null) return 'ERROR'
  return enabled ? 'True' : 'False'
}

/** Returns the state of a key, and whether it is only a recorded one: `Enabled (recorded)`. */
export const stateText = (key: KeyRecord): string =>
  isRecorded(key) ? `${key.key_state ?? 'Unknown'} (recorded)` : (key.key_state ?? '')

/** Returns the description of a key, or why it could not be read. Not yet made safe. */
export const descriptionText = ({ description, error }: KeyRecord): string =>
  error === null ? (description ?? '') : `Error: ${error}`

/**
 * Returns `! stale` for an unused key and `in_use` for another one. The mark shows unused keys also without colours.
 * The verdict is in lower case, because `Never` is reserved for Last Used.
 */
export const verdictText = (key: KeyRecord): string =>
  isUnused(key) ? `${UNUSED_MARK}${key.disposition}` : key.disposition

export const UNUSED_MARK = '! '

/** Returns the first alias and the number of the others: `alias/orders +2`. Not yet made safe. */
export const firstAliasText = ({ aliases: [first = '', ...others] }: KeyRecord): string =>
  others.length === 0 ? first : `${first} +${others.length}`

/** Returns `817,544`, or `Unknown` for null, because unknown is not 0. Empty if the requests were not counted. */
export const requestsText = (count: number | null | undefined): string =>
  count === null ? 'Unknown' : count === undefined ? '' : countText(count)

/** Returns US dollars without the sign: `1,234.00`. `Unknown` if the price is not known. */
export const amountText = (amount: number | null): string =>
  amount === null ? 'Unknown' : amount < 1000 ? amount.toFixed(2) : groupThousands(amount.toFixed(2))

/** Removes the rounding errors of sums of binary fractions: 0.3, not 0.30000000000000004. */
export const roundDollars = (amount: number | null): number | null =>
  amount === null ? null : Math.round(amount * 1_000_000) / 1_000_000

/** Orders keys from those that were never used to those that were used last. Null if the last use is unknown. */
export function lastUseRank({ usage }: KeyRecord): string | null {
  switch (usage?.status) {
    case 'never':
      return '0'
    case 'not_observed':
      return `1 ${usage.not_observed_since ?? ''}`
    case 'used':
      return `2 ${usage.last_used_at ?? ''}`
    default:
      return null
  }
}

/** Orders unused keys first and keys in use last. */
export const verdictRank = (key: KeyRecord): number =>
  DISPOSITION_ORDER.indexOf(key.disposition) - (isUnused(key) ? DISPOSITION_ORDER.length : 0)

const DISPOSITION_ORDER = ['never', 'silent', 'stale', 'unknown', 'new', 'in_use']
