import { countNoun } from '../../../lib/text/numbers.ts'
import type { DiffSavings } from '../../../model/history/report-diff.ts'
import { amountText } from '../../columns/cell-texts.ts'

/** `$15.00 a month before, $16.00 now` */
export function costText(savings: DiffSavings, comparedKeys: number): string {
  const { old_monthly_cost: old, new_monthly_cost: now, cost_not_compared_keys: without, is_lower_bound } = savings
  if (old === null && now === null) return 'unknown: no prices are known for these keys'
  if (without > 0 && without === comparedKeys && old === 0 && now === 0) return `not comparable: ${ONE_SIDED}`
  const text = `${dollars(old)} a month before, ${dollars(now)} now`
  const left = without === 0 ? '' : `, without ${countNoun(without, 'key')}: ${ONE_SIDED}`
  return `${text}${left}${is_lower_bound ? ' (at least: some prices are not known in full)' : ''}`
}

const ONE_SIDED = 'only one report has their price, or counted their rotations'

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
