import { countText } from '../../lib/text/numbers.ts'
import type { ReportTrend, SilentKey, TrendMonth } from '../../model/history/report-trend.ts'
import { amountText } from '../columns/cell-texts.ts'
import type { Format } from '../format.ts'
import { deletedTable } from './deleted-lines.ts'
import { lastUseText, unusedText } from './silent-lines.ts'
import { lineChart, type Series } from '../html/charts/lines.ts'
import { type Content, markup, type Markup } from '../html/frame/markup.ts'
import { page } from '../html/frame/page.ts'
import { dataTable, masthead, restNote, section, tiles } from '../html/frame/parts.ts'

const html: Format<ReportTrend> = {
  title: 'charts and tables as one file that opens offline in a browser',
  render: trend => page({ title: TITLE, body: bodyOf(trend), style: STYLE }),
}

export default html

/** A month stays on one line. */
const STYLE = '#months th { white-space: nowrap; }'

const TITLE = 'AWS KMS keys by month'

function* bodyOf(trend: ReportTrend): Generator<Markup> {
  const { months, silent_keys: keys, deleted_keys: deleted = [] } = trend
  const silent = keys.filter(({ outcome }) => outcome === 'unused')
  const sections = [
    CHARTS,
    MONTHS,
    ...(silent.length === 0 ? [] : [SILENT]),
    ...(deleted.length === 0 ? [] : [DELETED]),
  ]
  yield masthead({ title: TITLE, about: markup`<p>${spanText(months)}</p>`, sections })
  yield markup`<main id="main">`
  yield newestTiles(months)
  yield section({ ...CHARTS, body: markup`<div class="charts">${charts(months)}</div>` })
  yield section({ ...MONTHS, body: [monthsTable(months), notUsed(trend)] })
  if (silent.length > 0) yield section({ ...SILENT, body: silentTable(silent) })
  if (deleted.length > 0) yield section({ ...DELETED, body: deletedTable(deleted) })
  yield markup`</main>`
}

const CHARTS = { id: 'charts', title: 'Charts' }
const MONTHS = { id: 'months', title: 'Months' }
const SILENT = { id: 'unused-keys', title: 'Unused keys, by the month in which they fell silent' }

const DELETED = { id: 'deleted-keys', title: 'Deleted keys' }

const spanText = (months: readonly TrendMonth[]): string =>
  `${months[0]?.month ?? ''} to ${months.at(-1)?.month ?? ''}, by the last report of each month`

const dollars = (amount: number | null): string => (amount === null ? 'unknown' : `$${amountText(amount)}`)

function newestTiles(months: readonly TrendMonth[]): Markup {
  const newest = months.at(-1)
  if (newest === undefined) return tiles([])
  const findings = newest.open_findings
  return tiles([
    { label: 'Keys', value: countText(newest.keys), note: newest.month },
    { label: 'Unused', value: countOf(newest.unused), note: newlyText(newest) },
    { label: 'Cost a month', value: dollars(newest.monthly_cost) },
    { label: 'Possible savings a month', value: dollars(newest.potential_savings) },
    { label: 'Saved a month', value: dollars(newest.realized_total), note: `since ${months[0]?.month ?? ''}` },
    { label: 'Open findings', value: findings === null ? 'not checked' : countText(findings.total) },
  ])
}

const countOf = (count: number | null): string => (count === null ? 'not checked' : countText(count))

const newlyText = ({ newly_unused: newly, unknown }: TrendMonth): string =>
  [
    ...(newly === null ? [] : [`${countText(newly)} newly`]),
    ...(unknown === 0 ? [] : [`${countText(unknown)} unknown`]),
  ].join(', ')

function charts(months: readonly TrendMonth[]): Content {
  const counts: Series[] = [
    { label: 'All keys', color: 'c-one', values: months.map(({ keys }) => keys) },
    { label: 'Unused', color: 'c-two', values: months.map(({ unused }) => unused), filled: true },
  ]
  const money: Series[] = [
    { label: 'Cost', color: 'c-one', values: months.map(one => one.monthly_cost) },
    { label: 'Possible savings', color: 'c-two', values: months.map(one => one.potential_savings) },
    { label: 'Saved since the first month', color: 'c-three', values: months.map(one => one.realized_total) },
  ]
  const findings: Series[] = (['critical', 'high', 'medium', 'low', 'info'] as const).map(severity => ({
    label: severity,
    color: `s-${severity}`,
    values: months.map(one => one.open_findings?.[severity] ?? null),
  }))
  const hasFindings = months.some(({ open_findings: found }) => found !== null)
  return [
    chart(months, 'Keys', 'number of keys', counts, countText),
    chart(months, 'Cost and savings', 'US dollars a month', money, dollars),
    hasFindings ? chart(months, 'Open findings', 'number of findings by severity', findings, countText) : null,
  ]
}

function chart(
  months: readonly TrendMonth[],
  title: string,
  subtitle: string,
  series: readonly Series[],
  format: (value: number) => string,
): Markup {
  const ends = series.map(
    ({ label, values }) => `${label} from ${endText(values[0], format)} to ${endText(values.at(-1), format)}`,
  )
  const times = months.map(({ month }) => month)
  return lineChart({ title, subtitle, summary: `${ends.join(', ')}.`, times, timeTitle: 'Month', series, format })
}

const endText = (value: number | null | undefined, format: (value: number) => string): string =>
  value === null || value === undefined ? 'unknown' : format(value)

function monthsTable(months: readonly TrendMonth[]): Markup {
  const numbers = ['Keys', 'Unused', 'Newly unused', 'Unknown use', 'Cost', 'Possible', 'Saved', 'Findings']
  const columns = [
    { title: 'Month' },
    ...numbers.map(title => ({ title, align: 'right' as const })),
    { title: 'Notes', wraps: true as const },
  ]
  return dataTable('Numbers of each month', columns, months.map(monthCells))
}

const monthCells = (one: TrendMonth): Content[] => [
  one.month,
  countText(one.keys),
  countOf(one.unused),
  one.newly_unused === null ? '–' : countText(one.newly_unused),
  countText(one.unknown),
  dollars(one.monthly_cost),
  dollars(one.potential_savings),
  one.realized_savings === null ? '–' : dollars(one.realized_savings),
  one.open_findings === null ? 'not checked' : countText(one.open_findings.total),
  one.notes.join('; '),
]

const notUsed = ({ not_used }: ReportTrend): Content =>
  not_used.length === 0
    ? null
    : markup`<p class="soft">Not used: ${not_used.map(({ name, reason }) => `${name} (${reason})`).join(', ')}.</p>`

/** More rows make the page slow to open. */
const MOST_SILENT = 2000

function silentTable(silent: readonly SilentKey[]): Content {
  const shown = silent.slice(0, MOST_SILENT)
  const columns = [
    { title: 'Key' },
    { title: 'Silent since' },
    { title: 'Last use' },
    { title: 'Unused since' },
    { title: 'Region' },
    { title: 'Account' },
    { title: 'Key ID', wraps: true as const },
    { title: '$/Month', align: 'right' as const },
  ]
  const rows = shown.map((key): Content[] => [
    key.alias ?? key.key_id,
    key.silent_since,
    lastUseText(key),
    unusedText(key),
    key.region,
    key.account_id,
    key.key_id,
    amountText(key.monthly_cost),
  ])
  return [dataTable('Keys that are unused', columns, rows), restNote(shown.length, silent.length, 'keys')]
}
