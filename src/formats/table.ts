import type { Format } from './format.ts'
import { drawFindings } from './table/findings.ts'
import { columnsOf } from './table/columns.ts'
import { draw } from './table/draw.ts'
import { fit } from './table/fit.ts'
import { emptyText, summarize } from './table/summary.ts'

const table: Format = {
  title: 'one line per key, and a summary',
  *render(report, view) {
    const { keys } = report
    const { columns, hidden } = fit(columnsOf(report, view), keys, view)
    if (keys.length === 0) yield emptyText(report)
    else yield* draw(columns, keys, view)
    yield* drawFindings(report, view)
    yield `\n${summarize(report, view, keys.length === 0 ? [] : hidden)}`
  },
}

export default table
