import type { Report } from '../../model/report.ts'

export function costText(report: Report): string {
  const { monthly_cost, annual_cost } = report.savings
  const { keys, unreadable } = report.summary
  if (keys > 0 && unreadable === keys) return 'unknown: no key could be described'
  if (monthly_cost === null || annual_cost === null) return UNKNOWN
  return `${sums(report, monthly_cost, annual_cost)}, requests not included`
}

/** Disabling is what people try first, and the bill stays the same. */
export function savingsText(report: Report): string {
  const { unused_key_count, monthly_savings, annual_savings } = report.savings
  if (unused_key_count === 0) return 'none: no key is known to be unused'
  if (monthly_savings === null || annual_savings === null) return UNKNOWN
  return `${sums(report, monthly_savings, annual_savings)}, by deleting the unused keys; disabling saves nothing`
}

const UNKNOWN = 'unknown: no prices are known for these keys (--price-per-key sets one)'

const sums = (report: Report, monthly: number, annual: number): string =>
  `${report.savings.is_lower_bound ? 'at least ' : ''}${dollars(monthly)} a month, ${dollars(annual)} a year`

const dollars = (amount: number): string => `$${amount.toFixed(2)}`
