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

/**
 * Returns `$16.05 in 30 days, after 20,000 free requests a month`. Null if the requests were not counted, and if there
 * were none.
 */
export function requestCostText({
  request_costs: costs = [],
  request_days: days = 30,
  prices = [],
}: Report): string | null {
  const used = costs.filter(({ requests }) => Object.keys(requests).length > 0)
  if (used.length === 0) return null
  const sum = used.reduce<number | null>((all, { cost }) => (all === null || cost === null ? null : all + cost), 0)
  if (sum === null) return 'unknown: no prices are known for some of the requests'
  const atLeast = costs.some(({ is_lower_bound: isBound }) => isBound) ? 'at least ' : ''
  const each = costs.length > 1 ? ' in each account' : ''
  return `${atLeast}$${amountText(sum)} in ${days} days, with 20,000 free requests a month${each} (${sourceText(prices)})`
}

/** `list prices of 2026-09-11`, `AWS price list of 2026-11-20` */
function sourceText(prices: NonNullable<Report['prices']>): string {
  const live = prices.find(({ source }) => source !== 'list')
  const [used] = live === undefined ? prices : [live]
  const day = used?.published_on ?? null
  return `${live === undefined ? 'list prices' : 'AWS price list'}${day === null ? '' : ` of ${day}`}`
}
