import type { Report } from '../../model/report.ts'

export function costText(report: Report): string {
  const { monthly_cost, annual_cost } = report.savings
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
  `${isLowerBound(report) ? 'at least ' : ''}${dollars(monthly)} a month, ${dollars(annual)} a year`

const dollars = (amount: number): string => `$${amount.toFixed(2)}`

/** A key whose rotations were not counted may cost more, and so may one that could not be read or found. */
function isLowerBound({ keys, scope, summary }: Report): boolean {
  const billed = keys.filter(({ cost }) => cost.key !== null && cost.key > 0)
  const untold = billed.length === 0 && keys.length < summary.keys
  return (
    untold ||
    billed.some(({ cost }) => cost.basis === 'base') ||
    summary.unreadable > 0 ||
    scope.places.some(({ status }) => status !== 'complete')
  )
}
