import { groupBy } from '../../lib/group-by.ts'
import { countText } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { displayWidth } from '../../lib/text/width.ts'
import type { ReportTrend, TrendMonth } from '../../model/history/report-trend.ts'
import { amountText } from '../columns/cell-texts.ts'
import type { Format, View } from '../format.ts'
import { drawTable } from '../table/draw-table.ts'
import type { DrawnColumn } from '../table/drawn-column.ts'
import { COLUMN_GAP, usableWidth } from '../table/terminal.ts'
import { labelledLines } from '../table/labelled-lines.ts'
import { frameFor } from '../table/table-frame.ts'
import { deletedLines } from './deleted-lines.ts'
import { silentLines } from './silent-lines.ts'
import { sparkline } from './sparkline.ts'

const table: Format<ReportTrend> = {
  title: 'one line per month, with sparklines on a terminal',
  *render(trend, view) {
    const { months } = trend
    const all = columnsFor(months).map(column => withWidth(column, months))
    const columns = view.terminal ? fitting(all, usableWidth(view)) : all
    yield* drawTable(columns, months, view, frameFor(columns, view))
    yield '\n'
    if (view.terminal && view.unicode) yield* sparkLines(months, view)
    yield* silentLines(trend, view)
    yield* deletedLines(trend, view)
    yield* noteLines(months, view)
    const hidden = all.filter(column => !columns.includes(column)).map(({ title }) => title)
    if (hidden.length > 0)
      yield `${labelledLines('Not shown', `${hidden.join(', ')}. Widen the terminal or use -o csv.`, view)}\n`
    for (const { name, reason } of trend.not_used)
      yield `${labelledLines('Not used', safeText(`${name}: ${reason}`), view)}\n`
  },
}

export default table

/** Says once for each reason why months are marked. */
function* noteLines(months: readonly TrendMonth[], view: View): Generator<string> {
  const marked = months.filter(({ notes }) => notes.length > 0)
  for (const [first, ...others] of groupBy(marked, ({ notes }) => notes.join('; '))) {
    if (first === undefined) continue
    const also = others.length === 0 ? '' : ` (also ${others.map(({ month }) => month).join(', ')})`
    yield `${labelledLines(`${first.month} *`, safeText(`${first.notes.join('; ')}${also}`), view)}\n`
  }
  if (marked.length > 0) yield `${labelledLines('*', NOT_COMPARABLE, view)}\n`
}

const NOT_COMPARABLE = 'Numbers of this month are not comparable in full with those of other months.'

type TrendColumn = Pick<DrawnColumn, 'title'> & { text(month: TrendMonth): string }

/** A month with notes is marked. */
const TABLE_COLUMNS: readonly TrendColumn[] = [
  { title: 'Month', text: ({ month, is_partial }) => `${month}${is_partial ? ' *' : ''}` },
  { title: 'Keys', text: ({ keys }) => countText(keys) },
  { title: 'Unused', text: ({ unused }) => (unused === null ? '-' : countText(unused)) },
  { title: 'Unknown', text: ({ unknown }) => countText(unknown) },
  { title: 'Newly', text: ({ newly_unused: count }) => (count === null ? '-' : countText(count)) },
  { title: '$/Month', text: one => amountText(one.monthly_cost) },
  { title: 'Possible', text: one => amountText(one.potential_savings) },
  { title: 'Saved', text: one => (one.realized_savings === null ? '-' : amountText(one.realized_savings)) },
  { title: 'Total', text: one => amountText(one.realized_total) },
  { title: 'Findings', text: one => (one.open_findings === null ? '-' : countText(one.open_findings.total)) },
]

/** Keys with an unknown last use have a column if there are any: they can be unused. */
const columnsFor = (months: readonly TrendMonth[]): readonly TrendColumn[] =>
  months.some(({ unknown }) => unknown > 0) ? TABLE_COLUMNS : TABLE_COLUMNS.filter(({ title }) => title !== 'Unknown')

/** Leaves out columns until the others fit, the least important one first. */
function fitting(columns: readonly DrawnColumn<TrendMonth>[], room: number): readonly DrawnColumn<TrendMonth>[] {
  let left = columns
  for (const title of LEAST_IMPORTANT) {
    if (left.reduce((sum, { width }) => sum + width + COLUMN_GAP, -COLUMN_GAP) <= room) break
    left = left.filter(column => column.title !== title)
  }
  return left
}

const LEAST_IMPORTANT = ['Newly', 'Possible', 'Total', 'Findings', 'Saved', '$/Month', 'Unknown']

const withWidth = (column: TrendColumn, months: readonly TrendMonth[]): DrawnColumn<TrendMonth> => ({
  ...column,
  align: column.title === 'Month' ? 'left' : 'right',
  width: Math.max(...[column.title, ...months.map(column.text)].map(displayWidth)),
  style: () => undefined,
})

const SPARKS: readonly (readonly [
  label: string,
  value: (month: TrendMonth) => number | null,
  text: (n: number) => string,
])[] = [
  ['Keys', ({ keys }) => keys, countText],
  ['Unused', ({ unused }) => unused, countText],
  ['$/Month', one => one.monthly_cost, amountText],
  ['Total', one => one.realized_total, amountText],
  ['Findings', one => one.open_findings?.total ?? null, countText],
]

/** One line of bars for each number that some month has. */
function* sparkLines(months: readonly TrendMonth[], view: View): Generator<string> {
  for (const [label, value, text] of SPARKS) {
    const numbers = months.map(value)
    const known = numbers.filter(number => number !== null)
    const [first, last] = [known[0], known.at(-1)]
    if (first === undefined || last === undefined) continue
    yield `${labelledLines(label, `${sparkline(numbers)}  ${first === last ? text(last) : `${text(first)} to ${text(last)}`}`, view)}\n`
  }
}
