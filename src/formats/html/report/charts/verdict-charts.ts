import { countNoun, countText } from '../../../../lib/text/numbers.ts'
import type { Report } from '../../../../model/report/report.ts'
import { amountText, roundDollars } from '../../../columns/cell-texts.ts'
import { VERDICT_MEANINGS } from '../../../report-text/verdict-meanings.ts'
import { horizontalBars } from '../../charts/bars.ts'
import type { Markup } from '../../frame/markup.ts'

/** Keys and cost by verdict. */
export function verdictCharts({ summary, keys, unused_days: days }: Report): Markup[] {
  const verdicts = VERDICT_MEANINGS.filter(([verdict]) => summary[verdict] > 0)
  const counts = verdicts.map(([verdict]) => `${countText(summary[verdict])} ${verdict}`).join(', ')
  const costs = verdicts.map(([verdict]) => ({ verdict, ...costOf(keys.filter(key => key.disposition === verdict)) }))
  return [
    horizontalBars({
      title: 'Keys by verdict',
      subtitle: `Unused are never, silent and stale: no use for ${days} days or more`,
      summary: `Of ${countNoun(summary.keys, 'key')}: ${counts}.`,
      columns: ['Verdict', 'Keys'],
      bars: verdicts.map(([verdict]) => ({
        label: verdict,
        text: countText(summary[verdict]),
        parts: [{ value: summary[verdict], color: `v-${verdict}` }],
      })),
    }),
    horizontalBars({
      title: 'Cost by verdict',
      subtitle: 'US dollars a month, without requests',
      summary: `Cost a month: ${costs.map(({ verdict, text }) => `${verdict} ${text}`).join(', ')}.`,
      columns: ['Verdict', 'Cost a month'],
      bars: costs.map(({ verdict, cost, text }) => ({
        label: verdict,
        text,
        parts: [{ value: cost, color: `v-${verdict}` }],
      })),
    }),
  ]
}

/** What keys cost; how many have no known price is said beside it. */
export function costOf(keys: readonly Report['keys'][number][]): { cost: number; text: string } {
  const unpriced = keys.filter(({ cost }) => cost.key === null).length
  const cost = roundDollars(keys.reduce((sum, key) => sum + (key.cost.key ?? 0), 0)) ?? 0
  if (unpriced === 0) return { cost, text: `$${amountText(cost)}` }
  if (unpriced === keys.length) return { cost, text: 'Unknown' }
  return { cost, text: `$${amountText(cost)} + ${countText(unpriced)} unknown` }
}
