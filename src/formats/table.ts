import { sorted } from './columns/sort.ts'
import type { Format } from './format.ts'
import { defaultColumns } from './table/default-columns.ts'
import { draw } from './table/draw.ts'
import { drawFindings } from './table/findings.ts'
import { fit } from './table/fit.ts'
import { frameOf } from './table/frame.ts'
import { unusedFirst } from './table/order.ts'
import { pipedLayout } from './table/piped.ts'
import { drawTotals } from './table/totals.ts'
import { emptyText, summarize } from './table/summary.ts'

const table: Format = {
  title: 'one line per key, and a summary',
  *render(report, view) {
    const { terminal, columns = defaultColumns(report), sort } = view
    const keys = sort === undefined ? unusedFirst(report.keys) : sorted(report.keys, sort)
    const layout = terminal ? fit(report, keys, view) : pipedLayout(columns, report, keys)
    if (keys.length === 0) yield emptyText(report)
    else yield* draw(layout.columns, keys, view, frameOf(layout.columns, view))
    yield* drawFindings(report, view)
    yield* drawTotals(report, view)
    yield `\n${summarize(report, view, keys.length === 0 ? [] : layout.notShown)}`
  },
}

export default table
