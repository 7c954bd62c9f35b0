import { sorted } from './columns/sort.ts'
import type { Format } from './format.ts'
import { defaultColumns } from './table/keys/default-columns.ts'
import { draw } from './table/keys/draw.ts'
import { drawFindings } from './table/findings.ts'
import { fit } from './table/keys/fit.ts'
import { frameOf } from './table/keys/frame.ts'
import { unusedFirst } from './table/summary/order.ts'
import { pipedLayout } from './table/keys/piped.ts'
import { drawTotals } from './table/summary/totals.ts'
import { emptyText, summarize } from './table/summary/summary.ts'

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
