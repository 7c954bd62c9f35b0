import { rateText } from '../../lib/text/rate-text.ts'
import type { QuotaRecord, QuotaWindow } from '../../model/assessments/quotas.ts'
import { DAY, dayText } from '../../model/time.ts'
import type { ColorClass } from '../html/charts/figure.ts'
import { lineChart } from '../html/charts/lines.ts'
import type { Markup } from '../html/frame/markup.ts'
import { nameOf } from './texts.ts'

/** Draws the highest rate of each day of the most used quotas, in percent of the quota. Null: nothing was measured. */
export function dailyChart(shown: readonly QuotaRecord[], window: QuotaWindow): Markup | null {
  const drawn = shown.filter(({ used_percent: used }) => (used ?? 0) > 0).slice(0, COLORS.length)
  if (drawn.length === 0) return null
  const times = daysOf(window)
  const series = drawn.map((quota, index) => ({
    label: `${nameOf(quota)} (${quota.region})`,
    color: COLORS[index] ?? 'c-rest',
    values: percentByDay(quota, times),
  }))
  return lineChart({
    title: 'Highest rate of each day',
    subtitle: `percent of the quota, averages over ${window.day_rate_seconds / 60} minutes`,
    summary: `${series.map(({ label, values }) => `${label} reached ${rateText(Math.max(0, ...values.map(value => value ?? 0)))} % of its quota`).join(', ')}.`,
    times,
    timeTitle: 'Day (UTC)',
    series,
    format: value => `${rateText(value)} %`,
  })
}

const COLORS: readonly ColorClass[] = ['c-one', 'c-two', 'c-three', 'c-four']

/** A day without calls has the rate 0, unless data is missing. */
function percentByDay({ days, per_second, status }: QuotaRecord, times: readonly string[]): (number | null)[] {
  const rates = new Map(days.map(({ date, peak_per_second: peak }) => [date, peak]))
  const otherwise = status === 'measured' ? 0 : null
  return times.map(date => {
    const rate = rates.get(date)
    return rate === undefined ? otherwise : per_second === 0 ? null : (rate / per_second) * 100
  })
}

function daysOf({ since, until }: QuotaWindow): string[] {
  const first = Math.floor(Date.parse(since) / DAY)
  const last = Math.floor((Date.parse(until) - 1) / DAY)
  return Array.from({ length: last - first + 1 }, (_, index) => dayText((first + index) * DAY))
}
