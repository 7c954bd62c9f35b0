import { countText } from '../../../lib/text/numbers.ts'
import type { Report } from '../../../model/report/report.ts'
import { type Markup, markup } from '../frame/markup.ts'
import { missing, section } from '../frame/parts.ts'
import { ageChart } from './charts/age-chart.ts'
import { placeCharts } from './charts/place-charts.ts'
import { savingsChart } from './charts/savings-chart.ts'
import { verdictCharts } from './charts/verdict-charts.ts'
import { reportCommand } from '../../../model/report/report-command.ts'

/** The charts that the report has numbers for; what it lacks is said. */
export function chartsSection(report: Report): Markup | null {
  if (report.keys.length === 0) return null
  const { keys, summary, scope, savings } = report
  const narrowed =
    keys.length === summary.keys
      ? null
      : markup`<p>Except for the keys by verdict and the savings, the charts count the ${countText(keys.length)} keys that this report lists, not all ${countText(summary.keys)}.</p>`
  const isChecked = scope.sources.length > 0
  const uncompared = savings.monthly_cost === null || savings.monthly_savings === null
  return section({
    id: 'charts',
    title: 'Use and cost',
    body: [
      narrowed,
      markup`<div class="charts">
${isChecked ? verdictCharts(report) : null}${placeCharts(report)}${isChecked ? [ageChart(report), savingsChart(report)] : null}</div>`,
      isChecked
        ? null
        : missing('Last use was not checked, so keys have no verdict.', reportCommand(report, '--source', 'auto')),
      uncompared
        ? missing(
            'Savings are unknown, because no prices are known for these keys. Set the price of a key a month.',
            reportCommand(report, '--price-per-key', '1'),
          )
        : null,
    ],
  })
}
