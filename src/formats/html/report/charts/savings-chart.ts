import type { Report } from '../../../../model/report/report.ts'
import { amountText, roundDollars } from '../../../columns/cell-texts.ts'
import { lineChart } from '../../charts/lines.ts'
import type { Markup } from '../../frame/markup.ts'

/** What the keys cost over the next year, with and without the unused ones. Empty: there is nothing to compare. */
export function savingsChart({ savings, generated_at: at }: Report): Markup[] {
  const { monthly_cost: cost, monthly_savings: saved, annual_savings: annual, is_lower_bound: isLeast } = savings
  if (cost === null || saved === null || annual === null || saved === 0) return []
  const months = Array.from({ length: MONTHS + 1 }, (_, month) => month)
  const sums = (monthly: number): number[] => months.map(month => roundDollars(month * monthly) ?? 0)
  return [
    lineChart({
      title: 'Savings over the next year',
      subtitle: 'Sum in US dollars, if the unused keys are scheduled for deletion today',
      summary: `Without the unused keys, the next year costs ${isLeast ? 'at least ' : ''}$${amountText(annual)} less.`,
      times: months.map(month => monthText(at, month)),
      timeTitle: 'Until',
      series: [
        { label: 'cost of all keys', color: 'c-one', values: sums(cost) },
        { label: 'cost without the unused keys', color: 'c-four', values: sums(Math.max(0, cost - saved)) },
        { label: 'savings', color: 'c-three', values: sums(saved), filled: true },
      ],
      format: value => `$${amountText(value).replace(/\.00$/, '')}`,
    }),
  ]
}

const MONTHS = 12

/** `2027-01` of `2026-11-20T…` and 2. */
function monthText(from: string, months: number): string {
  const date = new Date(from)
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)).toISOString().slice(0, 7)
}
