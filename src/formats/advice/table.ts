import { displayWidth } from '../../lib/text/width.ts'
import type { AdviceRecord, AdviceReport } from '../../model/advice.ts'
import { amountText } from '../columns/cell-texts.ts'
import type { Format, View } from '../format.ts'
import { drawTable } from '../table/draw-table.ts'
import type { DrawnColumn } from '../table/drawn-column.ts'
import { frameFor } from '../table/table-frame.ts'
import { COLUMN_GAP, usableWidth } from '../table/terminal.ts'
import { adviceDetails } from './advice-details.ts'
import { resourceText } from './resource-text.ts'
import { summaryLines } from './summary-lines.ts'

const table: Format<AdviceReport> = {
  title: 'one line for each piece of advice, then how its number was computed, what to change, and the totals',
  *render(whole, view) {
    const rows = whole.advice.toSorted(bySavings)
    const columns = fitting(
      columnsFor(rows).map(column => withWidth(column, rows)),
      view,
    )
    if (rows.length > 0) {
      yield* drawTable(columns, rows, view, frameFor(columns, view))
      yield '\n'
    }
    for (const one of rows) yield* adviceDetails(one, whole, view)
    yield* summaryLines(whole, view)
  },
}

export default table

/** The highest savings first, then those that are not known. The order of the document is that of counting. */
const bySavings = (a: AdviceRecord, b: AdviceRecord): number => (b.monthly_savings ?? -1) - (a.monthly_savings ?? -1)

type AdviceColumn = Pick<DrawnColumn, 'title' | 'align'> & { text(advice: AdviceRecord): string }

function columnsFor(rows: readonly AdviceRecord[]): AdviceColumn[] {
  const accounts = new Set(rows.map(({ account_id }) => account_id))
  return [
    { title: 'Advice', align: 'left', text: ({ kind }) => kind },
    { title: 'For', align: 'left', text: resourceText },
    ...(accounts.size > 1 ? [{ title: 'Account', align: 'left' as const, text: accountOf }] : []),
    { title: 'Region', align: 'left', text: ({ region }) => region ?? 'several' },
    { title: 'Saves $/Month', align: 'right', text: savingsText },
  ]
}

const accountOf = ({ account_id }: AdviceRecord): string => account_id

const savingsText = ({ status, monthly_savings: savings }: AdviceRecord): string =>
  status === 'suggested' ? amountText(savings) : status === 'blocked' ? 'Blocked' : 'Unknown'

const withWidth = (column: AdviceColumn, rows: readonly AdviceRecord[]): DrawnColumn<AdviceRecord> => ({
  ...column,
  width: Math.max(...[column.title, ...rows.map(column.text)].map(displayWidth)),
  style: ({ status }) => (column.title.startsWith('Saves') && status === 'suggested' ? 'bold' : undefined),
})

/** On a narrow terminal, names are cut. */
function fitting(columns: readonly DrawnColumn<AdviceRecord>[], view: View): readonly DrawnColumn<AdviceRecord>[] {
  if (!view.terminal) return columns
  const others = columns.filter(({ title }) => title !== 'For')
  const taken = others.reduce((sum, { width }) => sum + width + COLUMN_GAP, 0)
  const room = Math.max(10, usableWidth(view) - taken)
  return columns.map(column => (column.title === 'For' ? { ...column, width: Math.min(column.width, room) } : column))
}
