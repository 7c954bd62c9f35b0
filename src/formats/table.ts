import { sortKeys } from './columns/sort-keys.ts'
import type { Format } from './format.ts'
import { defaultColumns } from './table/keys/default-columns.ts'
import { drawTable } from './table/draw-table.ts'
import { drawCompliance } from './table/compliance/draw-compliance.ts'
import { drawExternalAccess } from './table/external-access.ts'
import { drawFindings } from './table/findings/draw-findings.ts'
import { fitColumns } from './table/keys/fit-columns.ts'
import { frameFor } from './table/table-frame.ts'
import { unusedFirst } from './table/keys/unused-first.ts'
import { pipedLayout } from './table/keys/piped-columns.ts'
import { drawTotals } from './table/totals/draw-totals.ts'
import { emptyText, summarize } from './table/summary/summary.ts'

const table: Format = {
  title: 'one line per key, and a summary',
  *render(report, view) {
    const { terminal, columns = defaultColumns(report), sort } = view
    const keys = sort === undefined ? unusedFirst(report.keys) : sortKeys(report.keys, sort)
    const layout = terminal ? fitColumns(report, keys, view) : pipedLayout(columns, report, keys)
    if (keys.length === 0) yield emptyText(report)
    else yield* drawTable(layout.columns, keys, view, frameFor(layout.columns, view))
    yield* drawFindings(report, view)
    yield* drawExternalAccess(report, view)
    yield* drawTotals(report, view)
    yield `\n${summarize(report, view, keys.length === 0 ? [] : layout.notShown)}`
    yield* drawCompliance(report, view)
  },
}

export default table
