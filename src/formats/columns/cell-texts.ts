import { countText, groupThousands } from '../../lib/text/numbers.ts'
import type { KeyRecord } from '../../model/report.ts'
import { isUnused } from '../../model/unused.ts'

/** `ERROR` for a key that could not be described; scripts search for it. */
export const enabledText = ({ enabled, error }: KeyRecord): string => {
  if (error !== null || enabled === null) return 'ERROR'
  return enabled ? 'True' : 'False'
}

/** The description or, in its place, why there is none. Not yet made safe. */
export const descriptionText = ({ description, error }: KeyRecord): string =>
  error === null ? (description ?? '') : `Error: ${error}`

/** `! stale` for an unused key, `in_use` for any other: the mark needs no colour. Lower case: `Never` means Last Used. */
export const verdictText = (key: KeyRecord): string =>
  isUnused(key) ? `${UNUSED_MARK}${key.disposition}` : key.disposition

export const UNUSED_MARK = '! '

/** `alias/orders +2`: the first alias, and how many there are besides. Not yet made safe. */
export const firstAliasText = ({ aliases: [first = '', ...others] }: KeyRecord): string =>
  others.length === 0 ? first : `${first} +${others.length}`

/** `817,544`, or `Unknown`, which is never 0; empty where nobody asked. */
export const requestsText = (count: number | null | undefined): string =>
  count === null ? 'Unknown' : count === undefined ? '' : countText(count)

/** `1,234.00`, US dollars without the sign; `Unknown` where there is no price. */
export const amountText = (amount: number | null): string =>
  amount === null ? 'Unknown' : amount < 1000 ? amount.toFixed(2) : groupThousands(amount.toFixed(2))

/** Sums of binary fractions without their noise: 0.3, not 0.30000000000000004. */
export const roundDollars = (amount: number | null): number | null =>
  amount === null ? null : Math.round(amount * 1_000_000) / 1_000_000

/** From keys that were never used to keys that were used just now; null where the last use is unknown. */
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

/** Unused keys first, keys in use last. */
export const verdictRank = (key: KeyRecord): number =>
  VERDICTS.indexOf(key.disposition) - (isUnused(key) ? VERDICTS.length : 0)

const VERDICTS = ['never', 'silent', 'stale', 'unknown', 'new', 'in_use']
