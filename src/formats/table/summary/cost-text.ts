import type { Report } from '../../../model/report/report.ts'
import { amountText } from '../../columns/cell-texts.ts'

export function costText(report: Report): string {
  const { monthly_cost, annual_cost } = report.savings
  const { keys, unreadable } = report.summary
  if (keys > 0 && unreadable === keys) return 'unknown: no key could be described'
  if (monthly_cost === null || annual_cost === null)
    return 'unknown: no prices are known for these keys (--price-per-key sets one)'
  return `${lowerBound(report)}${perMonthAndYear(monthly_cost, annual_cost)}, ${notIncluded(report)} not included`
}

/** Returns `at least ` if a key may cost more than was counted, or a key may be missing. */
export const lowerBound = ({ savings }: Report): string => (savings.is_lower_bound ? 'at least ' : '')

/** Returns `$5.00 a month ($60.00 a year)`. */
export const perMonthAndYear = (monthly: number, annual: number): string =>
  `$${amountText(monthly)} a month ($${amountText(annual)} a year)`

/**
 * Names the costs that are not included. Rotations are read only with `--checks`, and each of the first two adds $1 a
 * month. A key without a price adds nothing.
 */
const notIncluded = ({ keys }: Report): string =>
  keys.some(({ cost }) => cost.key !== null && cost.basis === 'base') ? 'requests and rotations' : 'requests'
