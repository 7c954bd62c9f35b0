import { countNoun } from '../../../lib/text/numbers.ts'
import type { DiffSavings } from '../../../model/report-diff.ts'
import { amountText } from '../../columns/cell-texts.ts'

/** `$15.00 a month before, $16.00 now` */
export function costText({ old_monthly_cost: old, new_monthly_cost: now, is_lower_bound }: DiffSavings): string {
  if (old === null && now === null) return 'unknown: no prices are known for these keys'
  const text = `${dollars(old)} a month before, ${dollars(now)} now`
  return is_lower_bound ? `${text} (at least: some prices are not known in full)` : text
}

/** What was saved by deleting keys. Null: nothing. */
export const realizedText = ({ realized_monthly: amount, realized_keys: keys }: DiffSavings): string | null =>
  keys === 0
    ? null
    : `${dollars(amount)} a month: ${countNoun(keys, 'unused key')} ${keys === 1 ? 'is' : 'are'} gone or pending deletion`

/** What deleting the keys that are newly unused would save. Null: nothing. */
export const potentialText = ({
  new_potential_monthly: amount,
  new_potential_keys: keys,
}: DiffSavings): string | null =>
  keys === 0
    ? null
    : `${dollars(amount)} a month more: ${countNoun(keys, 'key')} ${keys === 1 ? 'is' : 'are'} newly unused`

const dollars = (amount: number | null): string => (amount === null ? 'unknown' : `$${amountText(amount)}`)
